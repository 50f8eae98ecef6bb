-- The dashboard's own picture of what the other services said. Everything here can be thrown away:
-- it is rebuilt from the topics, as far back as they reach.

-- How far each partition was read; stored with the rows that came of it, so no record counts twice.
create table consumed (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- The newest change of each repository; a change that is not newer was seen before.
create table repository (
  repository text primary key,
  sequence bigint not null
);

create table plan (
  plan uuid primary key,
  name text not null,
  description text not null,
  state text not null,
  reason text not null,
  repository text not null,
  location text not null,
  target text not null,
  merge_branch text not null,
  base text not null,
  submitted_by text not null,
  submitted_at timestamptz not null,
  ended_at timestamptz,
  document text not null,
  max_workers integer not null,
  allowed_workers integer not null,
  task_count integer not null,
  -- counts by state, as "COMPLETED=3 RUNNING=1"
  states text not null,
  busy_millis bigint not null,
  busy_count integer not null,
  busy_since_sum bigint not null,
  completed_millis bigint not null,
  change_partition integer not null,
  change_offset bigint not null
);
create index plan_by_time on plan (submitted_at desc, plan desc);

create table task (
  plan uuid not null,
  key text not null,
  ordinal integer not null,
  title text not null,
  type text not null,
  priority text not null,
  wave integer not null,
  needs text[] not null,
  files text[] not null,
  state text not null,
  attempts integer not null,
  attempt integer not null,
  worker text,
  branch text,
  commit text,
  reason text not null,
  busy_since timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  changed_at timestamptz not null,
  change_partition integer not null,
  change_offset bigint not null,
  primary key (plan, key)
) with (fillfactor = 70);

-- Each try of a task: times from the scheduler's changes, what went wrong from the worker's events.
create table attempt (
  plan uuid not null,
  key text not null,
  number integer not null,
  token bigint not null,
  worker text,
  queued_at timestamptz,
  claimed_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  outcome text,
  detail text,
  preserved text,
  primary key (plan, key, number)
) with (fillfactor = 70);
create index attempt_by_worker on attempt (worker, claimed_at) where claimed_at is not null;

-- Every change and every event, as they came.
create table history (
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  plan uuid not null,
  key text,
  at timestamptz not null,
  type text not null,
  from_state text,
  to_state text,
  attempt integer,
  worker text,
  branch text,
  commit text,
  detail text not null,
  primary key (topic, partition, record_offset)
);
create index history_of_task on history (plan, key, at);
create index history_by_time on history (at);

create table worker (
  worker text primary key,
  instance uuid not null,
  host text not null,
  pid bigint not null,
  slots integer not null,
  skills text[] not null,
  running text[] not null,
  lease_millis bigint not null,
  cpu_percent double precision not null,
  memory_percent double precision not null,
  disk_free_bytes bigint not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  gone boolean not null
);

-- Output of attempts; offsets count UTF-8 bytes, so the text is kept as bytes.
create table log_chunk (
  plan uuid not null,
  key text not null,
  attempt integer not null,
  from_offset bigint not null,
  to_offset bigint not null,
  content bytea not null,
  at timestamptz not null,
  last boolean not null,
  primary key (plan, key, attempt, from_offset)
);
create index log_chunk_by_time on log_chunk (at);

create table rejected (
  id uuid primary key,
  at timestamptz not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  key text,
  value text not null,
  -- the problems as JSON, as the scheduler sent them
  reasons text not null
);
create index rejected_by_time on rejected (at desc);

-- Records that could not be read or stored; they never stop the consumer.
create table dead_letter (
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  at timestamptz not null,
  key text,
  value bytea,
  error text not null,
  primary key (topic, partition, record_offset)
);
