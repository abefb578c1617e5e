-- Rows are captured by a function made for their table; this one serves until the triggers that still call it are made anew.
do $$
begin
    if not exists (select 1 from pg_trigger where tgfoid = 'linchpin.capture_row()'::regprocedure) then
        drop function linchpin.capture_row();
    end if;
end
$$;

-- Transactions that send a notice commit only one after the other, so one is sent only while Linchpin waits for it, which it
-- shows by holding this lock. Whoever shares the lock until the end of the transaction sends none.
drop trigger tell_of_change on linchpin.change_log;
drop function linchpin.tell_of_change();

create function linchpin.tell_of_change(object_type text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not pg_try_advisory_xact_lock_shared(5506053392670157166) then
        perform pg_notify('linchpin_rows_changed', object_type);
    end if;
end
$$;

create or replace function linchpin.capture_truncate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    execute format(
        'insert into linchpin.change_log (object_type, operation, old_key, fields, at, origin)
         select $1, ''DELETE'', linchpin.row_key(to_jsonb(t), $3), '''', $2, session_user from %I.%I t',
        tg_table_schema, tg_table_name)
    using tg_argv[0], floor(extract(epoch from statement_timestamp()) * 1000)::bigint, tg_argv[1];
    perform linchpin.tell_of_change(tg_argv[0]);
    return null;
end
$$;

create or replace function linchpin.capture_edge() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    before jsonb;
    after jsonb;
    at bigint := floor(extract(epoch from statement_timestamp()) * 1000)::bigint;
begin
    if tg_op <> 'INSERT' then
        before := to_jsonb(old);
    end if;
    if tg_op <> 'DELETE' then
        after := to_jsonb(new);
    end if;
    if tg_op = 'UPDATE'
        and before -> tg_argv[1] is not distinct from after -> tg_argv[1]
        and before -> tg_argv[2] is not distinct from after -> tg_argv[2]
        and before -> tg_argv[3] is not distinct from after -> tg_argv[3] then
        return null;
    end if;
    if before is not null then
        insert into linchpin.change_log (object_type, operation, old_key, fields, at, origin)
        values (tg_argv[0], 'EDGE', before ->> tg_argv[1],
            coalesce(before ->> tg_argv[2], '') || '|' || coalesce(before ->> tg_argv[3], ''), at, session_user);
    end if;
    if after is not null then
        insert into linchpin.change_log (object_type, operation, new_key, fields, at, origin)
        values (tg_argv[0], 'EDGE', after ->> tg_argv[1],
            coalesce(after ->> tg_argv[2], '') || '|' || coalesce(after ->> tg_argv[3], ''), at, session_user);
    end if;
    perform linchpin.tell_of_change(tg_argv[0]);
    return null;
end
$$;

create or replace function linchpin.capture_edge_truncate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    execute format(
        'insert into linchpin.change_log (object_type, operation, old_key, fields, at, origin)
         select distinct $1, ''EDGE'', %I::text, '''', $2, session_user from %I.%I',
        tg_argv[1], tg_table_schema, tg_table_name)
    using tg_argv[0], floor(extract(epoch from statement_timestamp()) * 1000)::bigint;
    perform linchpin.tell_of_change(tg_argv[0]);
    return null;
end
$$;
