-- The records of a type are listed by the numbers of their links, and those that wait for others are counted.
create index link_type on linchpin.link (object_type, id);
create index edge_wait_held on linchpin.edge_wait (from_link) where holds_back;

-- When a feed last told of anything, within the hour.
alter table linchpin.feed_figure add column last_at bigint;

-- What the last check found to differ without an explanation: a link, or a row or a record that has none.
create table linchpin.difference (
    id bigint generated always as identity primary key,
    object_type text not null,
    link_id bigint references linchpin.link (id) on delete cascade,
    row_key text,
    hubspot_id text,
    found_at bigint not null
);

create unique index difference_link on linchpin.difference (link_id);
create unique index difference_row on linchpin.difference (object_type, row_key);
create unique index difference_record on linchpin.difference (object_type, hubspot_id);

-- The last check that came past everything of a type.
create table linchpin.checked (
    object_type text primary key,
    scope text not null,
    ended_at bigint not null
);

-- Figures of each minute since 1970 in which Linchpin ran. Those of the whole connection have no type.
create table linchpin.statistic (
    object_type text not null,
    minute bigint not null,
    to_hubspot bigint not null,
    to_database bigint not null,
    failures bigint not null,
    queue_depth bigint not null,
    lag_to_hubspot_ms bigint,
    lag_to_database_ms bigint,
    api_calls bigint not null,
    primary key (object_type, minute)
);
