-- Associations that both sides last agreed on. They name links, so they outlive changed keys and merged records, and end
-- with either link.
create table linchpin_edge (
    from_link integer not null references linchpin_link (id) on delete cascade,
    name text not null,
    to_link integer not null references linchpin_link (id) on delete cascade,
    kind text not null,
    primary key (from_link, name, to_link, kind)
);

create index linchpin_edge_to on linchpin_edge (to_link);

-- When a link's edges were last looked at, and whether they are to be looked at again; no entry: never looked at.
create table linchpin_edge_look (
    link_id integer primary key references linchpin_link (id) on delete cascade,
    object_type text not null,
    looked_at integer not null,
    due boolean not null
);

create index linchpin_edge_look_oldest on linchpin_edge_look (object_type, looked_at);

-- Edges whose other end is not linked: either side may have named it. With both a key and a record it was linked once, and
-- may be again should the record be restored.
create table linchpin_edge_wait (
    from_link integer not null references linchpin_link (id) on delete cascade,
    name text not null,
    to_type text not null,
    row_key text,
    hubspot_id text,
    holds_back boolean not null,
    since integer not null
);

create index linchpin_edge_wait_from on linchpin_edge_wait (from_link);
create index linchpin_edge_wait_row on linchpin_edge_wait (to_type, row_key);
create index linchpin_edge_wait_record on linchpin_edge_wait (to_type, hubspot_id);

drop view linchpin_sync_errors;
create view linchpin_sync_errors as
select l.object_type, l.row_key, l.hubspot_id, 'CONFLICT' as kind, c.field, c.detail as message,
    strftime('%Y-%m-%dT%H:%M:%fZ', c.opened_at / 1000.0, 'unixepoch') as since
from linchpin_conflict c join linchpin_link l on l.id = c.link_id
where c.closed_at is null
union all
select l.object_type, l.row_key, l.hubspot_id, 'REFUSED', d.field, d.message, strftime('%Y-%m-%dT%H:%M:%fZ', d.at / 1000.0, 'unixepoch')
from linchpin_dead_letter d join linchpin_link l on l.id = d.link_id
where not d.discarded
union all
select l.object_type, l.row_key, l.hubspot_id, 'FAILING', '', q.last_failure, strftime('%Y-%m-%dT%H:%M:%fZ', q.marked_at / 1000.0, 'unixepoch')
from linchpin_sync_queue q join linchpin_link l on l.id = q.link_id
where q.failures > 0
union all
select l.object_type, l.row_key, l.hubspot_id, 'PARKED', w.name,
    'waits for ' || w.to_type || ' ' || coalesce('row ' || w.row_key, 'record ' || w.hubspot_id) || ', which is not linked yet',
    strftime('%Y-%m-%dT%H:%M:%fZ', w.since / 1000.0, 'unixepoch')
from linchpin_edge_wait w join linchpin_link l on l.id = w.from_link
where w.holds_back;

drop view linchpin_record_status;
create view linchpin_record_status as
select l.object_type, l.row_key, l.hubspot_id,
    case
        when exists (select 1 from linchpin_conflict c where c.link_id = l.id and c.closed_at is null) then 'CONFLICT'
        when exists (select 1 from linchpin_dead_letter d where d.link_id = l.id and not d.discarded) then 'FAILED'
        when exists (select 1 from linchpin_sync_queue q where q.link_id = l.id) then 'PENDING'
        when exists (select 1 from linchpin_edge_wait w where w.from_link = l.id and w.holds_back) then 'PARKED'
        when l.row_key is null or l.hubspot_id is null then 'UNLINKED'
        else 'IN_SYNC'
    end as status,
    strftime('%Y-%m-%dT%H:%M:%fZ', l.last_synced_at / 1000.0, 'unixepoch') as last_synced_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', l.last_verified_at / 1000.0, 'unixepoch') as last_verified_at
from linchpin_link l;
