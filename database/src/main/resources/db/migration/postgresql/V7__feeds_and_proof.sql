-- Which feed told of an event, and what polls found that none had told.
alter table linchpin.webhook_event add column feed text not null default 'WEBHOOKS';

create index webhook_event_record on linchpin.webhook_event (object_type, hubspot_id);

create table linchpin.unannounced (
    object_type text not null,
    hubspot_id text not null,
    updated_at bigint not null,
    found_at bigint not null,
    primary key (object_type, hubspot_id, updated_at)
);

-- How many changes each feed told and missed, by hours since 1970.
create table linchpin.feed_figure (
    feed text not null,
    object_type text not null,
    hour bigint not null,
    told bigint not null,
    missed bigint not null,
    primary key (feed, object_type, hour)
);

-- Comparisons of all of a type. Figures are a JSON object, samples one line each.
create table linchpin.reconciliation_run (
    id bigint generated always as identity primary key,
    object_type text not null,
    state text not null,
    repairs boolean not null,
    requested_by text not null,
    requested_at bigint not null,
    started_at bigint,
    ended_at bigint,
    position text not null default '',
    figures text not null default '{}',
    samples text not null default ''
);

create index reconciliation_run_open on linchpin.reconciliation_run (object_type) where ended_at is null;

-- Wakes whoever listens as soon as a change to a mapped row is committed; told once a transaction and type.
create function linchpin.tell_of_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_notify('linchpin_rows_changed', new.object_type);
    return null;
end
$$;

create trigger tell_of_change after insert on linchpin.change_log
for each row execute function linchpin.tell_of_change();
