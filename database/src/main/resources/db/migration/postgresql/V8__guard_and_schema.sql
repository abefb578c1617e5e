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
