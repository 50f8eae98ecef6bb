-- A task whose conflict policy was tried waits for its paths like any other from then on.
alter table task add column serialised boolean not null default false;

-- An attempt that claims what it writes only before its merge, and what that merge waits for (JSON).
alter table attempt add column only_reads boolean not null default false;
alter table attempt add column merge_wait text;
