-- What ended links leave behind: what both sides last agreed on, should the record be restored.
alter table linchpin.tombstone add column base text not null default '{}';

-- Records that a read by id did not find: taken for gone once a complete sweep of the account has not found them either.
create table linchpin.absence (
    link_id bigint primary key references linchpin.link (id) on delete cascade,
    object_type text not null,
    hubspot_id text not null,
    missing_since bigint not null,
    swept_at bigint
);

create index absence_unswept on linchpin.absence (object_type, hubspot_id) where swept_at is null;

-- Privacy deletions: HubSpot's announcement, and when everything about the record was removed here.
create table linchpin.erasure (
    object_type text not null,
    hubspot_id text not null,
    announced_at bigint not null,
    erased_at bigint,
    primary key (object_type, hubspot_id)
);

-- Keyed hashes of erased people's identities, by which they are known again and not sent back.
create table linchpin.erased_identity (
    object_type text not null,
    field text not null,
    digest text not null,
    erased_at bigint not null,
    primary key (object_type, field, digest)
);

-- Keys that never leave this database.
create table linchpin.secret (
    name text primary key,
    secret text not null
);

insert into linchpin.secret (name, secret) values ('erased_identity', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
