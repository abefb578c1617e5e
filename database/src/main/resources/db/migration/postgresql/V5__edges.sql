-- Associations that both sides last agreed on. They name links, so they outlive changed keys and merged records, and end
-- with either link.
create table linchpin.edge (
    from_link bigint not null references linchpin.link (id) on delete cascade,
    name text not null,
    to_link bigint not null references linchpin.link (id) on delete cascade,
    kind text not null,
    primary key (from_link, name, to_link, kind)
);

create index edge_to on linchpin.edge (to_link);

-- When a link's edges were last looked at, and whether they are to be looked at again; no entry: never looked at.
create table linchpin.edge_look (
    link_id bigint primary key references linchpin.link (id) on delete cascade,
    object_type text not null,
    looked_at bigint not null,
    due boolean not null
);

create index edge_look_oldest on linchpin.edge_look (object_type, looked_at);

-- Edges whose other end is not linked: either side may have named it. With both a key and a record it was linked once, and
-- may be again should the record be restored.
create table linchpin.edge_wait (
    from_link bigint not null references linchpin.link (id) on delete cascade,
    name text not null,
    to_type text not null,
    row_key text,
    hubspot_id text,
    holds_back boolean not null,
    since bigint not null
);

create index edge_wait_from on linchpin.edge_wait (from_link);
create index edge_wait_row on linchpin.edge_wait (to_type, row_key);
create index edge_wait_record on linchpin.edge_wait (to_type, hubspot_id);

create or replace view linchpin.sync_errors as
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
where q.failures > 0
union all
select l.object_type, l.row_key, l.hubspot_id, 'PARKED', w.name,
    'waits for ' || w.to_type || ' ' || coalesce('row ' || w.row_key, 'record ' || w.hubspot_id) || ', which is not linked yet',
    to_timestamp(w.since / 1000.0)
from linchpin.edge_wait w join linchpin.link l on l.id = w.from_link
where w.holds_back;

create or replace view linchpin.record_status as
select l.object_type, l.row_key, l.hubspot_id,
    case
        when exists (select 1 from linchpin.conflict c where c.link_id = l.id and c.closed_at is null) then 'CONFLICT'
        when exists (select 1 from linchpin.dead_letter d where d.link_id = l.id and not d.discarded) then 'FAILED'
        when exists (select 1 from linchpin.sync_queue q where q.link_id = l.id) then 'PENDING'
        when exists (select 1 from linchpin.edge_wait w where w.from_link = l.id and w.holds_back) then 'PARKED'
        when l.row_key is null or l.hubspot_id is null then 'UNLINKED'
        else 'IN_SYNC'
    end as status,
    to_timestamp(l.last_synced_at / 1000.0) as last_synced_at,
    to_timestamp(l.last_verified_at / 1000.0) as last_verified_at
from linchpin.link l;

-- The capture of tables that hold edges. Arguments: object type, the columns of the two keys, the column of the label or
-- nothing. Every row that goes is an entry with an old key, every row that comes one with a new key.
create function linchpin.capture_edge() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    before jsonb;
    after jsonb;
    at bigint := floor(extract(epoch from statement_timestamp()) * 1000)::bigint;
begin
    if tg_op <> 'INSERT' then
        before := to_jsonb(old);
    end if;
    if tg_op <> 'DELETE' then
        after := to_jsonb(new);
    end if;
    if tg_op = 'UPDATE'
        and before -> tg_argv[1] is not distinct from after -> tg_argv[1]
        and before -> tg_argv[2] is not distinct from after -> tg_argv[2]
        and before -> tg_argv[3] is not distinct from after -> tg_argv[3] then
        return null;
    end if;
    if before is not null then
        insert into linchpin.change_log (object_type, operation, old_key, fields, at, origin)
        values (tg_argv[0], 'EDGE', before ->> tg_argv[1],
            coalesce(before ->> tg_argv[2], '') || '|' || coalesce(before ->> tg_argv[3], ''), at, session_user);
    end if;
    if after is not null then
        insert into linchpin.change_log (object_type, operation, new_key, fields, at, origin)
        values (tg_argv[0], 'EDGE', after ->> tg_argv[1],
            coalesce(after ->> tg_argv[2], '') || '|' || coalesce(after ->> tg_argv[3], ''), at, session_user);
    end if;
    return null;
end
$$;

create function linchpin.capture_edge_truncate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    execute format(
        'insert into linchpin.change_log (object_type, operation, old_key, fields, at, origin)
         select distinct $1, ''EDGE'', %I::text, '''', $2, session_user from %I.%I',
        tg_argv[1], tg_table_schema, tg_table_name)
    using tg_argv[0], floor(extract(epoch from statement_timestamp()) * 1000)::bigint;
    return null;
end
$$;
