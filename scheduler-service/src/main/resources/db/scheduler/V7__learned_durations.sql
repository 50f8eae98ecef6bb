-- How long attempts took, by what they are learned by; the newest measurements last.
create table learned_duration (
  repository text     not null references repository,
  kind       text     not null,
  name       text     not null,
  number     bigint   not null,
  millis     bigint[] not null,
  primary key (repository, kind, name)
) with (fillfactor = 80);

-- What was expected of a task before it ran, and what it took.
create table measured_duration (
  plan            uuid   not null references plan,
  task            text   not null,
  actual_millis   bigint not null,
  author_millis   bigint,
  expected_millis bigint not null,
  source          text   not null,
  primary key (plan, task)
);
