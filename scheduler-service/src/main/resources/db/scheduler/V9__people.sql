-- A task that a person took: who, until when, where they work and how far they are (JSON); and whose an attempt is.
alter table task add column person text;
alter table attempt add column person text;
