-- Tables of any shape: keys of several columns, and values inside of documents.

-- A document with another value at a path of members, all else left as it is. What is missing on the way is made.
create function linchpin.json_put(document jsonb, path text[], value jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    if cardinality(path) = 0 then
        return value;
    end if;
    if document is null or document = 'null' then
        document := '{}';
    end if;
    if jsonb_typeof(document) <> 'object' then
        raise exception 'the document holds no members where ''%'' is to go', path[1] using errcode = '22023';
    end if;
    return document || jsonb_build_object(path[1], linchpin.json_put(document -> path[1], path[2:], value));
end
$$;

-- The key of a row as links hold it. The columns of a composite key are joined by ~, and so are their values; what a name or
-- a value has of it is %7E, and % is %25.
create function linchpin.row_key(document jsonb, columns text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case
        when position('~' in columns) = 0 then document ->> columns
        else (
            select string_agg(
                replace(replace(document ->> replace(replace(name, '%7E', '~'), '%25', '%'), '%', '%25'), '~', '%7E'),
                '~' order by number)
            from unnest(string_to_array(columns, '~')) with ordinality as part (name, number))
    end
$$;
