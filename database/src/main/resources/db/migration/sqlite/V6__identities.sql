-- Links that a person keeps apart from what looks the same.
create table linchpin_identity_apart (
    link_id integer primary key references linchpin_link (id) on delete cascade
);

-- Links whose record is to be looked for once more among others of the same identity.
create table linchpin_identity_check (
    link_id integer primary key references linchpin_link (id) on delete cascade,
    object_type text not null,
    due_at integer not null
);

create index linchpin_identity_check_due on linchpin_identity_check (object_type, due_at);
