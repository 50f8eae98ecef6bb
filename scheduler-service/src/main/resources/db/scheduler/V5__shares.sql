-- What order and limits depend on beyond the tasks themselves, so that a scheduler that takes over decides
-- the same: worker-milliseconds by class, what each attempt costs, and the repository's own memory.
alter table repository add column memory text not null default '{"starts":[],"mergeMillis":{}}';
alter table plan add column used bigint[] not null default '{0,0,0,0}';
alter table attempt
  add column paid_as text not null default 'P2',
  add column charge_millis bigint not null default 60000;
alter table task
  add column moved_at timestamptz,
  add column patient boolean not null default false,
  add column reserved_until timestamptz,
  add column finishing_since timestamptz;
