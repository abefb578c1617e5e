-- The records of a type are listed by the numbers of their links, and those that wait for others are counted.
create index linchpin_link_type on linchpin_link (object_type, id);
create index linchpin_edge_wait_held on linchpin_edge_wait (from_link) where holds_back;

-- When a feed last told of anything, within the hour.
alter table linchpin_feed_figure add column last_at integer;

-- What the last check found to differ without an explanation: a link, or a row or a record that has none.
create table linchpin_difference (
    id integer primary key autoincrement,
    object_type text not null,
    link_id integer references linchpin_link (id) on delete cascade,
    row_key text,
    hubspot_id text,
    found_at integer not null
);

create unique index linchpin_difference_link on linchpin_difference (link_id);
create unique index linchpin_difference_row on linchpin_difference (object_type, row_key);
create unique index linchpin_difference_record on linchpin_difference (object_type, hubspot_id);

-- The last check that came past everything of a type.
create table linchpin_checked (
    object_type text primary key,
    scope text not null,
    ended_at integer not null
);

-- Figures of each minute since 1970 in which Linchpin ran. Those of the whole connection have no type.
create table linchpin_statistic (
    object_type text not null,
    minute integer not null,
    to_hubspot integer not null,
    to_database integer not null,
    failures integer not null,
    queue_depth integer not null,
    lag_to_hubspot_ms integer,
    lag_to_database_ms integer,
    api_calls integer not null,
    primary key (object_type, minute)
);
