-- What was put back of a field lately, and since when people have settled it.
create index sync_log_put_back on linchpin.sync_log (link_id, id) where action in ('LOST', 'RESOLVED');
