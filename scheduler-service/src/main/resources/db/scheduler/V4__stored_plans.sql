-- The text of a plan that is too long for a record, as it was handed in, in pieces.
create table stored_text (
  stored    uuid        not null,
  part      int         not null,
  content   bytea       not null,
  stored_at timestamptz not null,
  primary key (stored, part)
);
alter table stored_text alter column content set storage external;

-- The same plan as it was read: first (portion 0) without its tasks, then portions of them as JSON.
create table stored_plan (
  stored    uuid        not null,
  portion   int         not null,
  content   text        not null,
  stored_at timestamptz not null,
  primary key (stored, portion)
);

-- Where the tasks are that are not in the content.
alter table plan add column stored uuid;
create index plan_stored on plan (stored) where stored is not null;

-- Large records come in bulk and go at once: they are not worth compressing.
alter table outbox alter column value set storage external;
