-- What was put back of a field lately, and since when people have settled it. Queries must repeat the condition letter by
-- letter, or SQLite does not take the index.
create index linchpin_sync_log_put_back on linchpin_sync_log (link_id, id) where action in ('LOST', 'RESOLVED');
