-- Who decides for a partition, and how far its two topics are worked in. Every batch updates this row
-- first: a former owner finds another epoch and is refused.
create table partition_owner (
  partition          int    primary key,
  epoch              bigint not null,
  owner              text   not null,
  submissions_offset bigint not null,
  events_offset      bigint not null,
  submissions_topic  text   not null,
  events_topic       text   not null
);

create table repository (
  id        text   primary key,
  partition int    not null,
  sequence  bigint not null
);
create index repository_partition on repository (partition);

create table plan (
  id           uuid        primary key,
  repository   text        not null references repository,
  ordinal      bigint      not null,
  name         text        not null,
  state        text        not null,
  reason       text        not null,
  cancelling   boolean     not null,
  stopped_by   text,
  location     text        not null,
  target       text        not null,
  merge_branch text        not null,
  base         text        not null,
  submitted_by text        not null,
  content      text        not null,
  document     text        not null,
  accepted_at  timestamptz not null
);
create index plan_repository on plan (repository, ordinal);
create index plan_open on plan (repository) where state in ('RUNNING', 'PAUSED');

create table task (
  plan        uuid not null references plan,
  key         text not null,
  state       text not null,
  tries       int  not null,
  number      int  not null,
  conflicts   int  not null,
  deferrals   int  not null,
  ready_since timestamptz,
  not_before  timestamptz,
  deferred_on text,
  deferred_by text,
  token       bigint,
  because_of  text,
  branch      text,
  commit_id   text,
  reason      text not null,
  primary key (plan, key)
) with (fillfactor = 80);

create table attempt (
  token        bigint      primary key,
  plan         uuid        not null references plan,
  task         text        not null,
  number       int         not null,
  published_at timestamptz not null,
  worker       text,
  claimed_at   timestamptz,
  closing      text,
  over         boolean     not null,
  outcome      text        not null
);
create index attempt_open on attempt (plan) where not over;

-- Ids of messages that were applied: a second delivery changes nothing.
create table processed_message (
  id      uuid        primary key,
  seen_at timestamptz not null
);
create index processed_message_age on processed_message using brin (seen_at);

-- Messages that the broker has not acknowledged yet, in the order of their making. A position starts
-- with its owner's epoch, so a former owner never takes out what is not its own.
create table outbox (
  partition int    not null,
  position  bigint not null,
  topic     text   not null,
  key       text,
  value     bytea  not null,
  headers   text   not null,
  primary key (partition, position)
);

-- Each value stands for itself and the 99 numbers that follow.
create sequence fencing_token minvalue 1 increment by 100;
