-- What users asked for after a plan was accepted; null for what the plan itself says.
alter table plan add column max_workers int;
alter table task add column priority text;

-- Tasks and needs that were added to a plan, in the order of their acceptance.
create table amendment (
  plan    uuid not null references plan,
  number  int  not null,
  content text not null,
  primary key (plan, number)
);

-- Why messages were refused, for who asks by the message's id; those that are applied have no row.
create table refusal (
  message uuid        primary key,
  reasons text        not null,
  seen_at timestamptz not null
);
create index refusal_age on refusal using brin (seen_at);
