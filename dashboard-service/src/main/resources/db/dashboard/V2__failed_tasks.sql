-- The tasks that failed for good are listed across all plans.
create index task_failed on task (changed_at desc) where state = 'FAILED';
