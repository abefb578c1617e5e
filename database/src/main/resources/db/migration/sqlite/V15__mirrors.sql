-- How far each mirror has come; moments are milliseconds since 1970, by our clock but for those of HubSpot.
create table linchpin_mirror (
    name text primary key,
    ran_at integer,
    hubspot_time integer,
    hubspot_time_at integer,
    watermark integer,
    passed_at integer,
    swept_at integer,
    pass_began_at integer,
    pass_watermark integer,
    pass_after text,
    pass_last_id text
);

-- Records that the database refused when it was last tried.
create table linchpin_mirror_refusal (
    object_type text not null,
    hubspot_id text not null,
    reason text not null,
    refused_at integer not null,
    primary key (object_type, hubspot_id)
);
