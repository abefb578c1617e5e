-- Linchpin's own tables, as the other products have them after thirteen steps. Moments are milliseconds since 1970. Texts
-- are compared letter by letter, blanks at their end included. Products without partial indexes have a column instead that
-- is null where the index is not wanted.
-- Every statement commits by itself here, so each can be run again: what was broken off half-way is simply run once more.

create table if not exists linchpin_ownership (
    id smallint primary key check (id = 1),
    epoch bigint not null unique, -- found by this, so that whoever checks it does not lock the heartbeat out
    host varchar(255),
    pid bigint,
    process_started_at bigint,
    acquired_at bigint,
    heartbeat_at bigint
) default character set utf8mb4 collate utf8mb4_nopad_bin;

insert into linchpin_ownership (id, epoch) select 1, 0 from dual where not exists (select 1 from linchpin_ownership);

create table if not exists linchpin_link (
    id bigint not null auto_increment primary key,
    object_type varchar(100) not null,
    row_key varchar(640),
    hubspot_id varchar(100),
    linchpin_id varchar(100),
    base longtext not null default '{}',
    local_times longtext not null default '{}',
    hubspot_updated_at bigint,
    last_synced_at bigint,
    last_verified_at bigint,
    unique linchpin_link_row (object_type, row_key),
    unique linchpin_link_record (object_type, hubspot_id),
    unique linchpin_link_linchpin_id (object_type, linchpin_id),
    index linchpin_link_intent (object_type, hubspot_id, linchpin_id),
    index linchpin_link_type (object_type, id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- At most one entry a link. The sequence grows with every mark; urgency: the lower, the sooner.
create table if not exists linchpin_sync_queue (
    link_id bigint primary key,
    object_type varchar(100) not null,
    sequence bigint not null,
    urgency smallint not null,
    marked_at bigint not null,
    due_at bigint not null,
    claimed_epoch bigint,
    failures integer not null default 0,
    last_failure longtext,
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    index linchpin_sync_queue_due (object_type, claimed_epoch, urgency, due_at, link_id),
    index linchpin_sync_queue_claimed (claimed_epoch)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What the triggers on mapped tables log, in the transaction of whoever changed the row. Its numbers come from the triggers
-- and not from auto_increment, whose lock a statement that changes many rows would hold until its end, and so keep everybody
-- else from changing a row meanwhile. Keys are as long as any: what does not fit must not break the user's statement.
create table if not exists linchpin_change_log (
    id bigint primary key,
    object_type varchar(100) not null,
    operation varchar(10) not null,
    old_key text,
    new_key text,
    fields mediumtext not null,
    at bigint not null,
    origin varchar(384),
    rekeyed varchar(100) as (case when old_key <> new_key then object_type end) stored,
    index linchpin_change_log_rekeyed (rekeyed)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists linchpin_webhook_event (
    id bigint not null auto_increment primary key,
    object_type varchar(100) not null,
    hubspot_id varchar(100) not null,
    kind varchar(100) not null,
    property varchar(255) not null,
    value longtext not null,
    occurred_at bigint not null,
    ours boolean not null,
    deduplication_key varchar(255) not null unique,
    received_at bigint not null,
    processed_at bigint,
    feed varchar(20) not null default 'WEBHOOKS',
    index linchpin_webhook_event_waiting (processed_at, id),
    index linchpin_webhook_event_record (object_type, hubspot_id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists linchpin_outgoing_write (
    id bigint not null auto_increment primary key,
    link_id bigint not null,
    object_type varchar(100) not null,
    field varchar(255) not null,
    row_value longtext not null,
    sent longtext not null,
    seen longtext not null,
    read_stamp bigint not null,
    deadline bigint not null,
    written_at bigint,
    open_field varchar(255) as (case when written_at is null then field end) stored,
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    unique linchpin_outgoing_write_open (link_id, open_field),
    index linchpin_outgoing_write_audit (object_type, written_at)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists linchpin_tombstone (
    id bigint not null auto_increment primary key,
    object_type varchar(100) not null,
    row_key varchar(640),
    hubspot_id varchar(100),
    linchpin_id varchar(100),
    row_gone boolean not null,
    record_gone boolean not null,
    ended_at bigint not null,
    reason longtext not null,
    base longtext not null default '{}',
    index linchpin_tombstone_row (object_type, row_key),
    index linchpin_tombstone_record (object_type, hubspot_id),
    index linchpin_tombstone_given_up (object_type, linchpin_id, hubspot_id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists linchpin_conflict (
    id bigint not null auto_increment primary key,
    link_id bigint not null,
    kind varchar(50) not null,
    field varchar(255) not null,
    base_value longtext not null,
    local_value longtext not null,
    hubspot_value longtext not null,
    version integer not null,
    opened_at bigint not null,
    detail longtext not null,
    closed_at bigint,
    resolution longtext,
    open_field varchar(255) as (case when closed_at is null then field end) stored,
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    unique linchpin_conflict_open (link_id, open_field),
    index linchpin_conflict_waiting (closed_at, id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists linchpin_dead_letter (
    id bigint not null auto_increment primary key,
    link_id bigint not null,
    field varchar(255) not null,
    side varchar(20) not null,
    refused longtext not null,
    message longtext not null,
    at bigint not null,
    discarded boolean not null,
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    unique linchpin_dead_letter_field (link_id, field)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists linchpin_sync_log (
    id bigint not null auto_increment primary key,
    at bigint not null,
    object_type varchar(100) not null,
    link_id bigint not null,
    row_key varchar(640),
    hubspot_id varchar(100),
    side varchar(20) not null,
    action varchar(30) not null,
    field varchar(255) not null,
    before_value longtext not null,
    after_value longtext not null,
    cause varchar(30) not null,
    decision longtext not null,
    index linchpin_sync_log_row (object_type, row_key, id),
    index linchpin_sync_log_record (object_type, hubspot_id, id),
    index linchpin_sync_log_put_back (link_id, action, id),
    index linchpin_sync_log_at (at, id),
    index linchpin_sync_log_rare_action (action, at, id),
    index linchpin_sync_log_rare_cause (cause, at, id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists linchpin_sync_state (
    feed varchar(255) primary key,
    position longtext not null,
    updated_at bigint not null
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Keys of the HTTP API, as digests only.
create table if not exists linchpin_api_key (
    name varchar(100) primary key,
    digest varchar(64) not null,
    created_at bigint not null
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Records that a read by id did not find: taken for gone once a complete sweep of the account has not found them either.
create table if not exists linchpin_absence (
    link_id bigint primary key,
    object_type varchar(100) not null,
    hubspot_id varchar(100) not null,
    missing_since bigint not null,
    swept_at bigint,
    survivor varchar(100), -- of one that was merged into another which was archived since
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    index linchpin_absence_unswept (object_type, swept_at, hubspot_id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Privacy deletions: HubSpot's announcement, and when everything about the record was removed here.
create table if not exists linchpin_erasure (
    object_type varchar(100) not null,
    hubspot_id varchar(100) not null,
    announced_at bigint not null,
    erased_at bigint,
    primary key (object_type, hubspot_id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Keyed hashes of erased people's identities, by which they are known again and not sent back.
create table if not exists linchpin_erased_identity (
    object_type varchar(100) not null,
    field varchar(255) not null,
    digest varchar(64) not null,
    erased_at bigint not null,
    primary key (object_type, field, digest)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Keys that never leave this database.
create table if not exists linchpin_secret (
    name varchar(100) primary key,
    secret varchar(255) not null
) default character set utf8mb4 collate utf8mb4_nopad_bin;

insert into linchpin_secret (name, secret) select 'erased_identity', '${secret}' from dual
where not exists (select 1 from linchpin_secret);

-- Associations that both sides last agreed on. They name links, so they outlive changed keys and merged records, and end
-- with either link.
create table if not exists linchpin_edge (
    from_link bigint not null,
    name varchar(190) not null,
    to_link bigint not null,
    kind varchar(190) not null,
    primary key (from_link, name, to_link, kind),
    foreign key (from_link) references linchpin_link (id) on delete cascade,
    foreign key (to_link) references linchpin_link (id) on delete cascade,
    index linchpin_edge_to (to_link)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- When a link's edges were last looked at, and whether they are to be looked at again; no entry: never looked at.
create table if not exists linchpin_edge_look (
    link_id bigint primary key,
    object_type varchar(100) not null,
    looked_at bigint not null,
    due boolean not null,
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    index linchpin_edge_look_oldest (object_type, looked_at)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Edges whose other end is not linked: either side may have named it. With both a key and a record it was linked once, and
-- may be again should the record be restored.
create table if not exists linchpin_edge_wait (
    id bigint not null auto_increment primary key,
    from_link bigint not null,
    name varchar(190) not null,
    to_type varchar(100) not null,
    row_key varchar(640),
    hubspot_id varchar(100),
    holds_back boolean not null,
    since bigint not null,
    foreign key (from_link) references linchpin_link (id) on delete cascade,
    index linchpin_edge_wait_from (from_link),
    index linchpin_edge_wait_row (to_type, row_key),
    index linchpin_edge_wait_record (to_type, hubspot_id),
    index linchpin_edge_wait_held (holds_back, from_link)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Links that a person keeps apart from what looks the same.
create table if not exists linchpin_identity_apart (
    link_id bigint primary key,
    foreign key (link_id) references linchpin_link (id) on delete cascade
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Links whose record is to be looked for once more among others of the same identity.
create table if not exists linchpin_identity_check (
    link_id bigint primary key,
    object_type varchar(100) not null,
    due_at bigint not null,
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    index linchpin_identity_check_due (object_type, due_at)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What polls found that no feed had told.
create table if not exists linchpin_unannounced (
    object_type varchar(100) not null,
    hubspot_id varchar(100) not null,
    updated_at bigint not null,
    found_at bigint not null,
    primary key (object_type, hubspot_id, updated_at)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- How many changes each feed told and missed, by hours since 1970, and when it last told of anything within the hour.
create table if not exists linchpin_feed_figure (
    feed varchar(20) not null,
    object_type varchar(100) not null,
    hour bigint not null,
    told bigint not null,
    missed bigint not null,
    last_at bigint,
    primary key (feed, object_type, hour)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Comparisons of all of a type. Figures are a JSON object, samples one line each.
create table if not exists linchpin_reconciliation_run (
    id bigint not null auto_increment primary key,
    object_type varchar(100) not null,
    state varchar(30) not null,
    repairs boolean not null,
    requested_by longtext not null,
    requested_at bigint not null,
    started_at bigint,
    ended_at bigint,
    position longtext not null default '',
    figures longtext not null default '{}',
    samples longtext not null default '',
    index linchpin_reconciliation_run_open (object_type, ended_at, id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What the guard counts and holds: at most one entry a link. Numbers are never used twice: they tell what was shown to a person.
create table if not exists linchpin_loss (
    id bigint not null auto_increment primary key,
    link_id bigint not null unique,
    object_type varchar(100) not null,
    loss varchar(50) not null,
    standing varchar(20) not null,
    at bigint not null,
    index linchpin_loss_standing (object_type, standing, loss)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Fields that have been mapped, and why one is frozen; one without a name stands for the whole type.
create table if not exists linchpin_mapped_field (
    object_type varchar(100) not null,
    field varchar(255) not null,
    property varchar(255) not null,
    column_name varchar(255) not null,
    frozen longtext,
    since bigint,
    defined_at bigint,
    primary key (object_type, field)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What the last check found to differ without an explanation: a link, or a row or a record that has none.
create table if not exists linchpin_difference (
    id bigint not null auto_increment primary key,
    object_type varchar(100) not null,
    link_id bigint,
    row_key varchar(640),
    hubspot_id varchar(100),
    found_at bigint not null,
    foreign key (link_id) references linchpin_link (id) on delete cascade,
    unique linchpin_difference_link (link_id),
    unique linchpin_difference_row (object_type, row_key),
    unique linchpin_difference_record (object_type, hubspot_id)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- The last check that came past everything of a type.
create table if not exists linchpin_checked (
    object_type varchar(100) primary key,
    scope varchar(30) not null,
    ended_at bigint not null
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Figures of each minute since 1970 in which Linchpin ran. Those of the whole connection have no type.
create table if not exists linchpin_statistic (
    object_type varchar(100) not null,
    minute bigint not null,
    to_hubspot bigint not null,
    to_database bigint not null,
    failures bigint not null,
    queue_depth bigint not null,
    lag_to_hubspot_ms bigint,
    lag_to_database_ms bigint,
    api_calls bigint not null,
    primary key (object_type, minute)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- For people: what waits for someone to look at it. Times are UTC.
create or replace view linchpin_sync_errors as
select l.object_type, l.row_key, l.hubspot_id, 'CONFLICT' as kind, c.field, c.detail as message,
    timestampadd(microsecond, c.opened_at * 1000, timestamp'1970-01-01 00:00:00.000') as since
from linchpin_conflict c join linchpin_link l on l.id = c.link_id
where c.closed_at is null
union all
select l.object_type, l.row_key, l.hubspot_id, 'REFUSED', d.field, d.message,
    timestampadd(microsecond, d.at * 1000, timestamp'1970-01-01 00:00:00.000')
from linchpin_dead_letter d join linchpin_link l on l.id = d.link_id
where not d.discarded
union all
select l.object_type, l.row_key, l.hubspot_id, 'FAILING', '', q.last_failure,
    timestampadd(microsecond, q.marked_at * 1000, timestamp'1970-01-01 00:00:00.000')
from linchpin_sync_queue q join linchpin_link l on l.id = q.link_id
where q.failures > 0
union all
select l.object_type, l.row_key, l.hubspot_id, 'PARKED', w.name,
    concat('waits for ', w.to_type, ' ', coalesce(concat('row ', w.row_key), concat('record ', w.hubspot_id)),
        ', which is not linked yet'),
    timestampadd(microsecond, w.since * 1000, timestamp'1970-01-01 00:00:00.000')
from linchpin_edge_wait w join linchpin_link l on l.id = w.from_link
where w.holds_back;

-- For people: where each row and record stands. Times are UTC.
create or replace view linchpin_record_status as
select l.object_type, l.row_key, l.hubspot_id,
    case
        when exists (select 1 from linchpin_conflict c where c.link_id = l.id and c.closed_at is null) then 'CONFLICT'
        when exists (select 1 from linchpin_dead_letter d where d.link_id = l.id and not d.discarded) then 'FAILED'
        when exists (select 1 from linchpin_sync_queue q where q.link_id = l.id) then 'PENDING'
        when exists (select 1 from linchpin_edge_wait w where w.from_link = l.id and w.holds_back) then 'PARKED'
        when l.row_key is null or l.hubspot_id is null then 'UNLINKED'
        else 'IN_SYNC'
    end as status,
    timestampadd(microsecond, l.last_synced_at * 1000, timestamp'1970-01-01 00:00:00.000') as last_synced_at,
    timestampadd(microsecond, l.last_verified_at * 1000, timestamp'1970-01-01 00:00:00.000') as last_verified_at
from linchpin_link l;
