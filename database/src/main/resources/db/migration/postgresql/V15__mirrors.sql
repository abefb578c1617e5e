-- How far each mirror has come; moments are milliseconds since 1970, by our clock but for those of HubSpot.
create table linchpin.mirror (
    name text primary key,
    ran_at bigint,
    hubspot_time bigint,
    hubspot_time_at bigint,
    watermark bigint,
    passed_at bigint,
    swept_at bigint,
    pass_began_at bigint,
    pass_watermark bigint,
    pass_after text,
    pass_last_id text
);

-- Records that the database refused when it was last tried.
create table linchpin.mirror_refusal (
    object_type text not null,
    hubspot_id text not null,
    reason text not null,
    refused_at bigint not null,
    primary key (object_type, hubspot_id)
);
