package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.RowKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the row trigger on a mapped table calls: a function made for that table, because one that is told by arguments what to
 * compare costs the user's statement several times as much. Should a column have been dropped, renamed or changed since, it
 * compares whole rows as documents instead of failing.
 *
 * @param name in Linchpin's schema
 * @param body as the catalogue keeps it
 */
record PostgresRowFunction(String name, String body) {
    /**
     * Held by whoever waits for notices, and shared by every transaction that is not going to send one: so notices are sent
     * only while somebody waits, and nobody waits while something is about to be committed without one. Notices are dear:
     * the server lets transactions that send one commit only one after the other.
     */
    static final long DOORBELL = 0x4c696e636870696eL;

    static final String CHANNEL = "linchpin_rows_changed";

    private static final String PREFIX = "capture_rows_of_";
    private static final int LONGEST = 63;
    private static final Set<String> EXACT = Set.of("boolean", "date", "jsonb");

    private record Watched(Place place, String field) {}

    /** @param scope columns that decide whether a row is in scope, mapped ones left out */
    static PostgresRowFunction of(ObjectMapping mapping, List<String> scope, Map<String, Column> columns) {
        var watched = new ArrayList<Watched>();
        mapping.captured().forEach(field -> watched.add(new Watched(field.place(), field.name())));
        scope.forEach(column -> watched.add(new Watched(Place.ofColumn(column), "")));
        var differences = new ArrayList<String>();
        for (var one : watched) {
            var column = columns.get(one.place().column());
            if (column != null) {
                differences.add("case when " + differs(one.place(), column) + " then "
                        + Quoting.literal("," + one.field()) + " end");
            }
        }
        var changed = String.join(",\n                ", differences);
        var key = mapping.layout().key();
        var keyColumns = key.stream()
                .map(name -> columns.getOrDefault(name, new Column(name, Column.Kind.TEXT, "text", false, false)))
                .toList();
        var body = """

                declare
                    changed text := '';
                    before_key text;
                    after_key text;
                    before jsonb;
                    after jsonb;
                begin
                    if tg_op = 'UPDATE' and old *= new then
                        return null;
                    end if;
                    begin
                        if tg_op <> 'INSERT' then
                            before_key := $oldKey;
                        end if;
                        if tg_op <> 'DELETE' then
                            after_key := $newKey;
                        end if;
                        if tg_op = 'UPDATE' then
                            changed := concat($changed);
                        end if;
                    exception when others then
                        before := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
                        after := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
                        before_key := linchpin.row_key(before, $key);
                        after_key := linchpin.row_key(after, $key);
                        if tg_op = 'UPDATE' then
                            select coalesce(string_agg(',' || watched.field, ''), '') into changed
                            from unnest($columns, $fields) as watched (column_name, field)
                            where before -> watched.column_name is distinct from after -> watched.column_name;
                        end if;
                    end;
                    if tg_op = 'UPDATE' and changed = '' and before_key is not distinct from after_key then
                        return null;
                    end if;
                    insert into linchpin.change_log (object_type, operation, old_key, new_key, fields, at, origin)
                    values ($type, tg_op, before_key, after_key, substr(changed, 2),
                        floor(extract(epoch from statement_timestamp()) * 1000)::bigint, session_user);
                    if not pg_try_advisory_xact_lock_shared($doorbell) then
                        perform pg_notify('$channel', $type);
                    end if;
                    return null;
                end
                """.replace("$oldKey", key(keyColumns, "old"))
                .replace("$newKey", key(keyColumns, "new"))
                .replace("$changed", changed.isEmpty() ? "''" : changed)
                .replace("$key", Quoting.literal(RowKey.of(key).value()))
                .replace(
                        "$columns",
                        array(watched.stream().map(one -> one.place().column()).toList()))
                .replace("$fields", array(watched.stream().map(Watched::field).toList()))
                .replace("$type", Quoting.literal(mapping.type().name()))
                .replace("$doorbell", Long.toString(DOORBELL))
                .replace("$channel", CHANNEL);
        return new PostgresRowFunction(nameFor(mapping.type()), body);
    }

    /** Whatever the user's own operators take for equal (letters of either case, accents) differs in HubSpot. */
    private static String differs(Place place, Column column) {
        var before = PostgresPlaces.part(place, "old");
        var after = PostgresPlaces.part(place, "new");
        var isExact = place.isInDocument()
                || (column.kind() != Column.Kind.TEXT && column.kind() != Column.Kind.OTHER)
                || EXACT.contains(column.type())
                || column.type().startsWith("timestamp");
        var suffix = isExact ? "" : "::text collate \"C\"";
        return before + suffix + " is distinct from " + after + suffix;
    }

    private static String key(List<Column> columns, String row) {
        return PostgresPlaces.rowKey(
                columns,
                columns.stream()
                        .map(column -> row + "." + Quoting.identifier(column.name()))
                        .toList());
    }

    private static String array(List<String> texts) {
        return texts.stream().map(Quoting::literal).collect(Collectors.joining(", ", "array[", "]::text[]"));
    }

    private static String nameFor(ObjectType type) {
        var name = PREFIX + type.name();
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST - 9) + "_" + digest(name).substring(0, 8);
    }

    /** As {@code md5(prosrc)} of the catalogue. */
    String digest() {
        return digest(body);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent); // every JDK has it
        }
    }

    String fullName() {
        return "linchpin." + Quoting.identifier(name);
    }

    /** It runs with the rights of whoever owns it, so that the application's role needs none on Linchpin's tables. */
    String create() {
        return "create or replace function " + fullName() + "() returns trigger language plpgsql security definer"
                + " set search_path = pg_catalog, pg_temp as $linchpin$" + body + "$linchpin$";
    }
}
