-- The journal is read by time, newest first. Hardly any entry is of a rare action or cause, and so they are found without the others.
create index linchpin_sync_log_at on linchpin_sync_log (at, id);
create index linchpin_sync_log_rare_action on linchpin_sync_log (action, at, id) where action <> 'UPDATE';
create index linchpin_sync_log_rare_cause on linchpin_sync_log (cause, at, id)
    where cause in ('PERSON', 'RETRY', 'RECONCILIATION', 'AUDIT');

-- Conflicts that wait for people, however many have been closed.
create index linchpin_conflict_waiting on linchpin_conflict (id) where closed_at is null;
