-- How a worker comes to its slots, and what it is.
alter table worker
  add column capacity integer not null default 0,
  add column ceiling integer not null default 0,
  add column reason text not null default '',
  add column draining boolean not null default false,
  add column memory_free_bytes bigint not null default -1,
  add column kind text not null default 'WORKER',
  add column name text not null default '',
  add column metadata text not null default '{}',
  -- of a worker that was registered by a request, which no topic could bring back
  add column token_hash text;
