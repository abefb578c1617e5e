-- The journal is read by time, newest first. Hardly any entry is of a rare action or cause, and so they are found without the others.
create index sync_log_at on linchpin.sync_log (at, id);
create index sync_log_rare_action on linchpin.sync_log (action, at, id) where action <> 'UPDATE';
create index sync_log_rare_cause on linchpin.sync_log (cause, at, id)
    where cause in ('PERSON', 'RETRY', 'RECONCILIATION', 'AUDIT');

-- Conflicts that wait for people, however many have been closed.
create index conflict_waiting on linchpin.conflict (id) where closed_at is null;
