-- What attempts told of themselves: their cost, what they give to dependents, and lack of room.
alter table plan add column costs text not null default '[]';
alter table task
  add column outputs text,
  add column no_room text;
alter table attempt add column cost text;
