-- Which feed told of an event, and what polls found that none had told.
alter table linchpin_webhook_event add column feed text not null default 'WEBHOOKS';

create index linchpin_webhook_event_record on linchpin_webhook_event (object_type, hubspot_id);

create table linchpin_unannounced (
    object_type text not null,
    hubspot_id text not null,
    updated_at integer not null,
    found_at integer not null,
    primary key (object_type, hubspot_id, updated_at)
);

-- How many changes each feed told and missed, by hours since 1970.
create table linchpin_feed_figure (
    feed text not null,
    object_type text not null,
    hour integer not null,
    told integer not null,
    missed integer not null,
    primary key (feed, object_type, hour)
);

-- Comparisons of all of a type. Figures are a JSON object, samples one line each.
create table linchpin_reconciliation_run (
    id integer primary key autoincrement,
    object_type text not null,
    state text not null,
    repairs boolean not null,
    requested_by text not null,
    requested_at integer not null,
    started_at integer,
    ended_at integer,
    position text not null default '',
    figures text not null default '{}',
    samples text not null default ''
);

create index linchpin_reconciliation_run_open on linchpin_reconciliation_run (object_type) where ended_at is null;
