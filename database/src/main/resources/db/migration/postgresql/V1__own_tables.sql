-- Linchpin's own tables. Moments are milliseconds since 1970.

create table linchpin.ownership (
    id smallint primary key check (id = 1),
    epoch bigint not null,
    host text,
    pid bigint,
    process_started_at bigint,
    acquired_at bigint,
    heartbeat_at bigint
);

insert into linchpin.ownership (id, epoch) values (1, 0);

create table linchpin.link (
    id bigint generated always as identity primary key,
    object_type text not null,
    row_key text,
    hubspot_id text,
    linchpin_id text,
    base text not null default '{}',
    local_times text not null default '{}',
    hubspot_updated_at bigint,
    last_synced_at bigint,
    last_verified_at bigint
);

-- These are whole rather than partial indexes so that links can be counted from them alone.
create unique index link_row on linchpin.link (object_type, row_key);
create unique index link_record on linchpin.link (object_type, hubspot_id);
create unique index link_linchpin_id on linchpin.link (object_type, linchpin_id) where linchpin_id is not null;
create index link_intent on linchpin.link (object_type) where hubspot_id is null and linchpin_id is not null;

-- At most one entry a link. The sequence grows with every mark; urgency: the lower, the sooner.
create table linchpin.sync_queue (
    link_id bigint primary key references linchpin.link (id) on delete cascade,
    object_type text not null,
    sequence bigint not null,
    urgency smallint not null,
    marked_at bigint not null,
    due_at bigint not null,
    claimed_epoch bigint,
    failures integer not null default 0,
    last_failure text
);

create index sync_queue_due on linchpin.sync_queue (object_type, urgency, due_at, link_id) where claimed_epoch is null;
create index sync_queue_claimed on linchpin.sync_queue (claimed_epoch) where claimed_epoch is not null;

-- What the triggers on mapped tables log, in the transaction of whoever changed the row.
create table linchpin.change_log (
    id bigint generated always as identity primary key,
    object_type text not null,
    operation text not null,
    old_key text,
    new_key text,
    fields text not null,
    at bigint not null,
    origin text
);

create table linchpin.webhook_event (
    id bigint generated always as identity primary key,
    object_type text not null,
    hubspot_id text not null,
    kind text not null,
    property text not null,
    value text not null,
    occurred_at bigint not null,
    ours boolean not null,
    deduplication_key text not null unique,
    received_at bigint not null,
    processed_at bigint
);

create index webhook_event_waiting on linchpin.webhook_event (id) where processed_at is null;

create table linchpin.outgoing_write (
    id bigint generated always as identity primary key,
    link_id bigint not null references linchpin.link (id) on delete cascade,
    object_type text not null,
    field text not null,
    row_value text not null,
    sent text not null,
    seen text not null,
    read_stamp bigint not null,
    deadline bigint not null,
    written_at bigint
);

create index outgoing_write_link on linchpin.outgoing_write (link_id);
create unique index outgoing_write_open on linchpin.outgoing_write (link_id, field) where written_at is null;
create index outgoing_write_audit on linchpin.outgoing_write (object_type, written_at) where written_at is not null;

create table linchpin.tombstone (
    id bigint generated always as identity primary key,
    object_type text not null,
    row_key text,
    hubspot_id text,
    linchpin_id text,
    row_gone boolean not null,
    record_gone boolean not null,
    ended_at bigint not null,
    reason text not null
);

create index tombstone_row on linchpin.tombstone (object_type, row_key);
create index tombstone_record on linchpin.tombstone (object_type, hubspot_id);

create table linchpin.conflict (
    id bigint generated always as identity primary key,
    link_id bigint not null references linchpin.link (id) on delete cascade,
    kind text not null,
    field text not null,
    base_value text not null,
    local_value text not null,
    hubspot_value text not null,
    version integer not null,
    opened_at bigint not null,
    detail text not null,
    closed_at bigint,
    resolution text
);

create index conflict_link on linchpin.conflict (link_id);
create unique index conflict_open on linchpin.conflict (link_id, field) where closed_at is null;

create table linchpin.dead_letter (
    id bigint generated always as identity primary key,
    link_id bigint not null references linchpin.link (id) on delete cascade,
    field text not null,
    side text not null,
    refused text not null,
    message text not null,
    at bigint not null,
    discarded boolean not null,
    unique (link_id, field)
);

create table linchpin.sync_log (
    id bigint generated always as identity primary key,
    at bigint not null,
    object_type text not null,
    link_id bigint not null,
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

create index sync_log_row on linchpin.sync_log (object_type, row_key, id) where row_key is not null;
create index sync_log_record on linchpin.sync_log (object_type, hubspot_id, id) where hubspot_id is not null;

create table linchpin.sync_state (
    feed text primary key,
    position text not null,
    updated_at bigint not null
);

-- For people: what waits for someone to look at it.
create view linchpin.sync_errors as
select l.object_type, l.row_key, l.hubspot_id, 'CONFLICT' as kind, c.field, c.detail as message,
    to_timestamp(c.opened_at / 1000.0) as since
from linchpin.conflict c join linchpin.link l on l.id = c.link_id
where c.closed_at is null
union all
select l.object_type, l.row_key, l.hubspot_id, 'REFUSED', d.field, d.message, to_timestamp(d.at / 1000.0)
from linchpin.dead_letter d join linchpin.link l on l.id = d.link_id
where not d.discarded
union all
select l.object_type, l.row_key, l.hubspot_id, 'FAILING', '', q.last_failure, to_timestamp(q.marked_at / 1000.0)
from linchpin.sync_queue q join linchpin.link l on l.id = q.link_id
where q.failures > 0;

-- For people: where each row and record stands.
create view linchpin.record_status as
select l.object_type, l.row_key, l.hubspot_id,
    case
        when exists (select 1 from linchpin.conflict c where c.link_id = l.id and c.closed_at is null) then 'CONFLICT'
        when exists (select 1 from linchpin.dead_letter d where d.link_id = l.id and not d.discarded) then 'FAILED'
        when exists (select 1 from linchpin.sync_queue q where q.link_id = l.id) then 'PENDING'
        when l.row_key is null or l.hubspot_id is null then 'UNLINKED'
        else 'IN_SYNC'
    end as status,
    to_timestamp(l.last_synced_at / 1000.0) as last_synced_at,
    to_timestamp(l.last_verified_at / 1000.0) as last_verified_at
from linchpin.link l;

-- The capture. These run with the rights of whoever owns Linchpin's tables, so that the application's role needs none, and
-- compare rows as documents, so that a mapped column that was dropped or renamed does not make them fail.
-- Arguments: object type, key column, then column and field by turns.
create function linchpin.capture_row() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    before jsonb;
    after jsonb;
    before_key text;
    after_key text;
    changed text := '';
begin
    if tg_op = 'UPDATE' then
        if old *= new then
            return null;
        end if;
        before := to_jsonb(old);
        after := to_jsonb(new);
        for argument in 2 .. tg_nargs - 1 by 2 loop
            if before -> tg_argv[argument] is distinct from after -> tg_argv[argument] then
                changed := changed || ',' || tg_argv[argument + 1];
            end if;
        end loop;
        before_key := before ->> tg_argv[1];
        after_key := after ->> tg_argv[1];
        if changed = '' and before_key is not distinct from after_key then
            return null;
        end if;
    elsif tg_op = 'INSERT' then
        after_key := to_jsonb(new) ->> tg_argv[1];
    else
        before_key := to_jsonb(old) ->> tg_argv[1];
    end if;
    insert into linchpin.change_log (object_type, operation, old_key, new_key, fields, at, origin)
    values (tg_argv[0], tg_op, before_key, after_key, substr(changed, 2),
        floor(extract(epoch from statement_timestamp()) * 1000)::bigint, session_user);
    return null;
end
$$;

-- Emptying a table fires no row triggers, so each row is logged as deleted before it goes.
create function linchpin.capture_truncate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    execute format(
        'insert into linchpin.change_log (object_type, operation, old_key, fields, at, origin)
         select $1, ''DELETE'', %I::text, '''', $2, session_user from %I.%I',
        tg_argv[1], tg_table_schema, tg_table_name)
    using tg_argv[0], floor(extract(epoch from statement_timestamp()) * 1000)::bigint;
    return null;
end
$$;
