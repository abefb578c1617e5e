-- What the guard counts and holds: at most one entry a link. Numbers are never used twice: they tell what was shown to a person.
create table linchpin_loss (
    id integer primary key autoincrement,
    link_id integer not null unique,
    object_type text not null,
    loss text not null,
    standing text not null,
    at integer not null
);

create index linchpin_loss_standing on linchpin_loss (object_type, standing, loss);

-- Fields that have been mapped, and why one is frozen; one without a name stands for the whole type.
create table linchpin_mapped_field (
    object_type text not null,
    field text not null,
    property text not null,
    column_name text not null,
    frozen text,
    since integer,
    primary key (object_type, field)
);
