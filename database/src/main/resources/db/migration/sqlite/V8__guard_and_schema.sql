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
