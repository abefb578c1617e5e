-- What the guard counts and holds: at most one entry a link. Numbers are never used twice: they tell what was shown to a person.
create table linchpin.loss (
    id bigint generated always as identity primary key,
    link_id bigint not null unique,
    object_type text not null,
    loss text not null,
    standing text not null,
    at bigint not null
);

create index loss_standing on linchpin.loss (object_type, standing, loss);

-- Fields that have been mapped, and why one is frozen; one without a name stands for the whole type.
create table linchpin.mapped_field (
    object_type text not null,
    field text not null,
    property text not null,
    column_name text not null,
    frozen text,
    since bigint,
    primary key (object_type, field)
);
