-- Linchpin's own tables. Moments are milliseconds since 1970.
-- Any program that opens the file reads these statements, so they use nothing that an old SQLite library lacks.

create table linchpin_ownership (
    id integer primary key check (id = 1),
    epoch integer not null,
    host text,
    pid integer,
    process_started_at integer,
    acquired_at integer,
    heartbeat_at integer
);

insert into linchpin_ownership (id, epoch) values (1, 0);

create table linchpin_link (
    id integer primary key autoincrement,
    object_type text not null,
    row_key text,
    hubspot_id text,
    linchpin_id text,
    base text not null default '{}',
    local_times text not null default '{}',
    hubspot_updated_at integer,
    last_synced_at integer,
    last_verified_at integer
);

-- These are whole rather than partial indexes so that links can be counted from them alone.
create unique index linchpin_link_row on linchpin_link (object_type, row_key);
create unique index linchpin_link_record on linchpin_link (object_type, hubspot_id);
create unique index linchpin_link_linchpin_id on linchpin_link (object_type, linchpin_id) where linchpin_id is not null;
create index linchpin_link_intent on linchpin_link (object_type) where hubspot_id is null and linchpin_id is not null;

-- At most one entry a link. The sequence grows with every mark; urgency: the lower, the sooner.
create table linchpin_sync_queue (
    link_id integer primary key references linchpin_link (id) on delete cascade,
    object_type text not null,
    sequence integer not null,
    urgency integer not null,
    marked_at integer not null,
    due_at integer not null,
    claimed_epoch integer,
    failures integer not null default 0,
    last_failure text
);

create index linchpin_sync_queue_due on linchpin_sync_queue (object_type, urgency, due_at, link_id) where claimed_epoch is null;
create index linchpin_sync_queue_claimed on linchpin_sync_queue (claimed_epoch) where claimed_epoch is not null;

-- What the triggers on mapped tables log, in the transaction of whoever changed the row. Its numbers may come again once
-- an entry was taken out, which makes the triggers cheaper: entries are read and taken out in one transaction.
create table linchpin_change_log (
    id integer primary key,
    object_type text not null,
    operation text not null,
    old_key text,
    new_key text,
    fields text not null,
    at integer not null,
    origin text
);

create table linchpin_webhook_event (
    id integer primary key autoincrement,
    object_type text not null,
    hubspot_id text not null,
    kind text not null,
    property text not null,
    value text not null,
    occurred_at integer not null,
    ours boolean not null,
    deduplication_key text not null unique,
    received_at integer not null,
    processed_at integer
);

create index linchpin_webhook_event_waiting on linchpin_webhook_event (id) where processed_at is null;

create table linchpin_outgoing_write (
    id integer primary key autoincrement,
    link_id integer not null references linchpin_link (id) on delete cascade,
    object_type text not null,
    field text not null,
    row_value text not null,
    sent text not null,
    seen text not null,
    read_stamp integer not null,
    deadline integer not null,
    written_at integer
);

create index linchpin_outgoing_write_link on linchpin_outgoing_write (link_id);
create unique index linchpin_outgoing_write_open on linchpin_outgoing_write (link_id, field) where written_at is null;
create index linchpin_outgoing_write_audit on linchpin_outgoing_write (object_type, written_at) where written_at is not null;

create table linchpin_tombstone (
    id integer primary key autoincrement,
    object_type text not null,
    row_key text,
    hubspot_id text,
    linchpin_id text,
    row_gone boolean not null,
    record_gone boolean not null,
    ended_at integer not null,
    reason text not null
);

create index linchpin_tombstone_row on linchpin_tombstone (object_type, row_key);
create index linchpin_tombstone_record on linchpin_tombstone (object_type, hubspot_id);

create table linchpin_conflict (
    id integer primary key autoincrement,
    link_id integer not null references linchpin_link (id) on delete cascade,
    kind text not null,
    field text not null,
    base_value text not null,
    local_value text not null,
    hubspot_value text not null,
    version integer not null,
    opened_at integer not null,
    detail text not null,
    closed_at integer,
    resolution text
);

create index linchpin_conflict_link on linchpin_conflict (link_id);
create unique index linchpin_conflict_open on linchpin_conflict (link_id, field) where closed_at is null;

create table linchpin_dead_letter (
    id integer primary key autoincrement,
    link_id integer not null references linchpin_link (id) on delete cascade,
    field text not null,
    side text not null,
    refused text not null,
    message text not null,
    at integer not null,
    discarded boolean not null,
    unique (link_id, field)
);

create table linchpin_sync_log (
    id integer primary key autoincrement,
    at integer not null,
    object_type text not null,
    link_id integer not null,
    row_key text,
    hubspot_id text,
    side text not null,
    action text not null,
    field text not null,
    before_value text not null,
    after_value text not null,
    cause text not null,
    decision text not null
);

create index linchpin_sync_log_row on linchpin_sync_log (object_type, row_key, id) where row_key is not null;
create index linchpin_sync_log_record on linchpin_sync_log (object_type, hubspot_id, id) where hubspot_id is not null;

create table linchpin_sync_state (
    feed text primary key,
    position text not null,
    updated_at integer not null
);

-- For people: what waits for someone to look at it.
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
where q.failures > 0;

-- For people: where each row and record stands.
create view linchpin_record_status as
select l.object_type, l.row_key, l.hubspot_id,
    case
        when exists (select 1 from linchpin_conflict c where c.link_id = l.id and c.closed_at is null) then 'CONFLICT'
        when exists (select 1 from linchpin_dead_letter d where d.link_id = l.id and not d.discarded) then 'FAILED'
        when exists (select 1 from linchpin_sync_queue q where q.link_id = l.id) then 'PENDING'
        when l.row_key is null or l.hubspot_id is null then 'UNLINKED'
        else 'IN_SYNC'
    end as status,
    strftime('%Y-%m-%dT%H:%M:%fZ', l.last_synced_at / 1000.0, 'unixepoch') as last_synced_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', l.last_verified_at / 1000.0, 'unixepoch') as last_verified_at
from linchpin_link l;
