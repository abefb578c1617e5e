package dev.linchpin.database.mirror;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.dialect.Json;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.mirror.MirrorStore.Listed;
import dev.linchpin.engine.mirror.MirrorTable;
import dev.linchpin.engine.mirror.MirrorTableException;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mirror's rows within one transaction. */
final class MirrorRows {

    /** The products' bounds are 32,766 (SQLite) and 65,535 (PostgreSQL). */
    private static final int MOST_PARAMETERS = 30_000;

    /** Always three digits of fraction, so that stamps kept as text sort. */
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Session session;
    private final Dialect dialect;
    private final MirrorTable table;
    private final Map<String, Column> described;
    private final String name;
    private final Value now;

    /** @param described the table's columns as the database has them */
    MirrorRows(Session session, MirrorTable table, Map<String, Column> described, Instant now) {
        this.session = session.verbatim();
        this.dialect = session.dialect();
        this.table = table;
        this.described = described;
        this.name = dialect.table(table.name());
        this.now = Value.of(text(now));
    }

    /** A moment as stamps hold it. */
    static String text(Instant moment) {
        return STAMP.format(moment);
    }

    // --- writing -------------------------------------------------------------------------------------------------

    /** Answers how many rows were made or changed. */
    int keep(List<HubSpotRecord> records) {
        var columns = new ArrayList<>(List.of(MirrorTable.ID, MirrorTable.HUBSPOT_ID));
        table.columns().forEach(column -> columns.add(column.name()));
        if (table.json()) {
            columns.add(MirrorTable.PROPERTIES_JSON);
        }
        if (described.containsKey(MirrorTable.DELETED_AT)) {
            columns.add(MirrorTable.DELETED_AT);
        }
        columns.addAll(List.of(MirrorTable.SYNCED_AT, MirrorTable.CREATED_AT, MirrorTable.UPDATED_AT));
        var most = MOST_PARAMETERS / columns.size();
        var written = 0;
        for (var from = 0; from < records.size(); from += most) {
            var some = records.subList(from, Math.min(from + most, records.size()));
            var arguments = new ArrayList<@Nullable Object>(some.size() * columns.size());
            some.forEach(record -> bind(record, arguments));
            written -= dialect.countsWhatIsLeftAlone() ? existing(some) : 0;
            written += session.update(
                    dialect.upsert(
                            name,
                            columns,
                            List.of(MirrorTable.CREATED_AT),
                            List.of(MirrorTable.SYNCED_AT, MirrorTable.UPDATED_AT),
                            some.size()),
                    arguments.toArray());
        }
        return written;
    }

    private int existing(List<HubSpotRecord> records) {
        return session.query(
                        "select count(*) from " + name + " where " + isOneOf(),
                        row -> row.count(1),
                        values(records.stream().map(HubSpotRecord::id).toList()))
                .getFirst();
    }

    private void bind(HubSpotRecord record, List<@Nullable Object> arguments) {
        arguments.add(record.id().value());
        arguments.add(record.id().value());
        for (var column : table.columns()) {
            arguments.add(parameter(column, column.type().read(record.property(column.property()))));
        }
        if (table.json()) {
            arguments.add(Json.object(record.properties()));
        }
        if (described.containsKey(MirrorTable.DELETED_AT)) {
            arguments.add(null);
        }
        for (var stamp : List.of(MirrorTable.SYNCED_AT, MirrorTable.CREATED_AT, MirrorTable.UPDATED_AT)) {
            arguments.add(stamp(stamp));
        }
    }

    private @Nullable Object parameter(MirrorTable.Column column, Value value) {
        var there = column(column.name());
        var isMoment = column.type() == FieldType.DATETIME && !value.isBlank();
        if (isMoment && (there.kind() == Column.Kind.INTEGER || isWholeNumber(there))) {
            return milliseconds(value);
        }
        return dialect.parameter(column.type(), there, value);
    }

    private static boolean isWholeNumber(Column column) {
        return column.type().toLowerCase(Locale.ROOT).startsWith("bigint");
    }

    private static @Nullable Object milliseconds(Value moment) {
        try {
            return Instant.parse(moment.text()).toEpochMilli();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private @Nullable Object stamp(String column) {
        return dialect.parameter(FieldType.DATETIME, column(column), now);
    }

    private Column column(String wanted) {
        var column = described.get(wanted);
        if (column == null) {
            throw new MirrorTableException(
                    "The table '" + table.name() + "' has lost its column '" + wanted + "'; it is added again");
        }
        return column;
    }

    // --- taking away ---------------------------------------------------------------------------------------------

    int delete(Collection<HubSpotId> ids) {
        return session.update("delete from " + name + " where " + isOneOf(), values(ids));
    }

    int mark(Collection<HubSpotId> ids) {
        var at = stamp(MirrorTable.DELETED_AT);
        return session.update(
                "update " + name + " set " + dialect.quote(MirrorTable.DELETED_AT) + " = ?, "
                        + dialect.quote(MirrorTable.UPDATED_AT) + " = ?, " + dialect.quote(MirrorTable.SYNCED_AT)
                        + " = ? where " + dialect.quote(MirrorTable.DELETED_AT) + " is null and " + isOneOf(),
                at,
                stamp(MirrorTable.UPDATED_AT),
                stamp(MirrorTable.SYNCED_AT),
                values(ids));
    }

    private String isOneOf() {
        return dialect.quote(MirrorTable.ID) + " " + dialect.in();
    }

    private static List<String> values(Collection<HubSpotId> ids) {
        return ids.stream().map(HubSpotId::value).toList();
    }

    // --- looking -------------------------------------------------------------------------------------------------

    long count() {
        return session.query("select count(*) from " + name, row -> row.number(1))
                .getFirst();
    }

    Map<HubSpotId, Instant> modified(Collection<HubSpotId> ids) {
        var found = new HashMap<HubSpotId, Instant>();
        var sql = "select " + text(MirrorTable.ID) + ", " + text(table.modifiedColumn()) + " from " + name + " where "
                + isOneOf() + unmarked();
        record Known(HubSpotId id, Value at) {}
        session.query(
                        sql,
                        row -> new Known(new HubSpotId(row.text(1)), FieldType.DATETIME.read(row.textOrNull(2))),
                        values(ids))
                .forEach(known -> instant(known.at(), found, known.id()));
        return found;
    }

    private static void instant(Value at, Map<HubSpotId, Instant> found, HubSpotId id) {
        try {
            if (!at.isBlank()) {
                found.put(id, Instant.parse(at.text()));
            }
        } catch (DateTimeException unreadable) {
            // Then the record is read.
        }
    }

    private String unmarked() {
        return described.containsKey(MirrorTable.DELETED_AT)
                ? " and " + dialect.quote(MirrorTable.DELETED_AT) + " is null"
                : "";
    }

    /**
     * HubSpot lists ids as the numbers that they are, and the key holds texts: those of one length are in the same order, so
     * that the key's index finds a span of them.
     */
    List<Listed> between(String after, String upTo, Set<HubSpotId> without, int most) {
        var key = dialect.quote(MirrorTable.ID);
        var length = "length(" + key + ")";
        var conditions = new ArrayList<String>();
        var arguments = new ArrayList<@Nullable Object>();
        if (after.length() == upTo.length() && !upTo.isEmpty()) {
            conditions.add(length + " = ? and " + key + " > ? and " + key + " <= ?");
            arguments.addAll(List.of(after.length(), after, upTo));
        } else {
            if (!after.isEmpty()) {
                conditions.add("(" + length + " > ? or " + length + " = ? and " + key + " > ?)");
                arguments.addAll(List.of(after.length(), after.length(), after));
            }
            if (!upTo.isEmpty()) {
                conditions.add("(" + length + " < ? or " + length + " = ? and " + key + " <= ?)");
                arguments.addAll(List.of(upTo.length(), upTo.length(), upTo));
            }
        }
        if (!without.isEmpty()) {
            conditions.add("not (" + isOneOf() + ")");
            arguments.add(values(without));
        }
        var marked = described.containsKey(MirrorTable.DELETED_AT) ? text(MirrorTable.DELETED_AT) : "null";
        return session.query(
                "select " + text(MirrorTable.ID) + ", " + marked + " from " + name
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by " + length + ", " + key + " limit " + most,
                row -> new Listed(new HubSpotId(row.text(1)), markedAt(row.textOrNull(2))),
                arguments.toArray());
    }

    private static @Nullable Instant markedAt(@Nullable String text) {
        var at = FieldType.DATETIME.read(text);
        return at.isBlank() ? null : Instant.parse(at.text());
    }

    private String text(String column) {
        return dialect.asText(dialect.quote(column));
    }
}
