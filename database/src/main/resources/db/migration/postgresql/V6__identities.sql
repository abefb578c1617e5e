-- Links that a person keeps apart from what looks the same.
create table linchpin.identity_apart (
    link_id bigint primary key references linchpin.link (id) on delete cascade
);

-- Links whose record is to be looked for once more among others of the same identity.
create table linchpin.identity_check (
    link_id bigint primary key references linchpin.link (id) on delete cascade,
    object_type text not null,
    due_at bigint not null
);

create index identity_check_due on linchpin.identity_check (object_type, due_at);
