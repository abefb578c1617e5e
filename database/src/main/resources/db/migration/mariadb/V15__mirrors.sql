-- How far each mirror has come; moments are milliseconds since 1970, by our clock but for those of HubSpot.
create table if not exists linchpin_mirror (
    name varchar(190) primary key,
    ran_at bigint,
    hubspot_time bigint,
    hubspot_time_at bigint,
    watermark bigint,
    passed_at bigint,
    swept_at bigint,
    pass_began_at bigint,
    pass_watermark bigint,
    pass_after longtext,
    pass_last_id longtext
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Records that the database refused when it was last tried.
create table if not exists linchpin_mirror_refusal (
    object_type varchar(100) not null,
    hubspot_id varchar(100) not null,
    reason longtext not null,
    refused_at bigint not null,
    primary key (object_type, hubspot_id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;
