-- How far the latest attempt of a task said that it is, and what attempts and plans have cost.
alter table task
  add column step integer,
  add column steps integer,
  add column note text not null default '',
  add column cost text,
  add column timeout_at timestamptz;
alter table attempt add column cost text;
alter table plan add column costs text[] not null default '{}';
