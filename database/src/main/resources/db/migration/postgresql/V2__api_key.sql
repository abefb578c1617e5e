-- Keys of the HTTP API, as digests only. An earlier version made this table itself.
create table if not exists linchpin.api_key (
    name varchar(100) primary key,
    digest varchar(64) not null,
    created_at bigint not null
);
