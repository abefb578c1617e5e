package dev.linchpin.database.rows;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rows of one mapped table within one transaction. */
public final class Rows {
    private static final int SMALLEST_CHUNK = 500;

    private final Session session;
    private final MappedTable table;

    public Rows(Session session, MappedTable table) {
        this.session = session.verbatim();
        this.table = table;
    }

    public Map<RowKey, Row> of(Collection<RowKey> keys) {
        return select(keys, "");
    }

    /** Locks the rows as far as nobody else has. */
    public LockedRows lock(Collection<RowKey> keys) {
        var skipLocked = session.dialect().skipLocked();
        var rows = select(keys, skipLocked);
        if (skipLocked.isEmpty() || rows.size() == keys.size()) {
            return new LockedRows(rows, Set.of());
        }
        var missing = new HashSet<>(keys);
        missing.removeAll(rows.keySet());
        return new LockedRows(rows, existing(missing));
    }

    private Map<RowKey, Row> select(Collection<RowKey> keys, String locking) {
        var possible = table.possible(keys);
        if (possible.isEmpty()) {
            return Map.of();
        }
        var rows = LinkedHashMap.<RowKey, Row>newLinkedHashMap(possible.size());
        var sql = "select " + table.selection() + " from " + table.name() + " t where " + table.hasKeyAmong() + " "
                + locking;
        var wanted = new HashSet<>(possible);
        for (var row : session.query(sql, table::read, table.keys(possible))) {
            // To some databases a key is the same in letters of either case.
            if (wanted.contains(row.key())) {
                rows.put(row.key(), row);
            }
        }
        return rows;
    }

    /** Which of these keys have a row at all. */
    public Set<RowKey> existing(Collection<RowKey> keys) {
        var possible = table.possible(keys);
        if (possible.isEmpty()) {
            return Set.of();
        }
        var existing = new HashSet<>(session.query(
                "select " + table.keyText() + " from " + table.name() + " t where " + table.hasKeyAmong(),
                row -> new RowKey(row.text(1)),
                table.keys(possible)));
        existing.retainAll(new HashSet<>(possible));
        return existing;
    }

    /** Whether the row has a value in any of these places. */
    public boolean holdsAny(RowKey key, Collection<Place> places) {
        var values = places.stream()
                .map(place -> table.textAt(place) + " <> ''")
                .collect(Collectors.joining(" or ", " and (", ")"));
        return table.isKey(key.value())
                && !session.query(
                                "select 1 from " + table.name() + " t where " + table.hasKey() + values,
                                row -> true,
                                table.keyArguments(key.value()).toArray())
                        .isEmpty();
    }

    public List<Row> matching(String fieldName, Collection<String> matchKeys) {
        var field = table.mapping().field(fieldName);
        if (!table.isSearchable(field)) {
            throw new IllegalArgumentException("Rows cannot be found by '" + fieldName + "', which is transformed");
        }
        var comparable = matchKeys.stream()
                .map(key -> table.sought(field, key))
                .filter(key -> table.isComparable(field, key))
                .toList();
        if (comparable.isEmpty()) {
            return List.of();
        }
        var sql = "select " + table.selection() + " from " + table.name() + " t where " + table.matchKey(field) + " "
                + session.dialect().in() + " order by " + table.order();
        var wanted = Set.copyOf(matchKeys);
        // The expression may find more than it should, for example another spelling of a number; never less.
        return session.query(sql, table::read, comparable).stream()
                .filter(row -> wanted.contains(field.type().matchKey(row.value(fieldName))))
                .toList();
    }

    /** Rows that keep one of these HubSpot ids. */
    public List<Row> naming(Collection<HubSpotId> ids) {
        var hubspotId = table.hubspotIdText();
        if (ids.isEmpty() || hubspotId == null) {
            return List.of();
        }
        return session.query(
                "select " + table.selection() + " from " + table.name() + " t where " + hubspotId + " "
                        + session.dialect().in(),
                table::read,
                ids.stream().map(HubSpotId::value).toList());
    }

    /** The keys of at most {@code limit} rows in scope in key order after {@code after}; null: from the start. */
    public List<RowKey> keys(@Nullable RowKey after, int limit) {
        var arguments = new ArrayList<@Nullable Object>();
        var where = " where " + table.scope();
        if (after != null) {
            where += " and " + table.followsKey();
            arguments.addAll(table.followedArguments(after.value()));
        }
        arguments.add(limit);
        return session.query(
                "select " + table.keyText() + " from " + table.name() + " t" + where + " order by " + table.order()
                        + " limit ?",
                row -> new RowKey(row.text(1)),
                arguments.toArray());
    }

    /**
     * The keys of at most {@code limit} rows in key order after {@code after}, in whose fields each of the words begins a word,
     * whatever its case.
     */
    public List<RowKey> beginning(List<Field> fields, List<String> words, @Nullable String after, int limit) {
        if (fields.isEmpty() || words.isEmpty() || (after != null && !table.isKey(after))) {
            return List.of();
        }
        var dialect = session.dialect();
        var conditions = new ArrayList<String>();
        var arguments = new ArrayList<@Nullable Object>();
        for (var word : words) {
            var pattern = "% " + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
            var either = new ArrayList<String>();
            for (var field : fields) {
                var text = table.textAt(field.place());
                either.add("concat(' ', " + text + ") " + dialect.like());
                arguments.add(pattern);
            }
            conditions.add("(" + String.join(" or ", either) + ")");
        }
        if (after != null) {
            conditions.add(table.followsKey());
            arguments.addAll(table.followedArguments(after));
        }
        arguments.add(limit);
        return session.query(
                "select " + table.keyText() + " from " + table.name() + " t where " + String.join(" and ", conditions)
                        + " order by " + table.order() + " limit ?",
                row -> new RowKey(row.text(1)),
                arguments.toArray());
    }

    /**
     * Rows in key order after {@code after}, at most {@code limit}, whose fields mean the same as these raw texts. Answers
     * in portions of what the database finds, because not every comparison can be left to it.
     */
    public List<Row> page(Map<String, String> equal, @Nullable String after, int limit) {
        if (after != null && !table.isKey(after)) {
            return List.of();
        }
        var conditions = new ArrayList<String>();
        var arguments = new ArrayList<@Nullable Object>();
        for (var wanted : equal.entrySet()) {
            var field = table.mapping().field(wanted.getKey());
            var canonical = field.type().read(wanted.getValue());
            if (!canonical.isBlank() && isComparedAlike(field) && table.isSearchable(field)) {
                var matchKey = table.sought(field, field.type().matchKey(canonical));
                if (!table.isComparable(field, matchKey)) {
                    return List.of();
                }
                conditions.add(table.matchKey(field) + " = ?");
                arguments.add(matchKey);
            }
        }
        var chunk = Math.max(limit, SMALLEST_CHUNK);
        var found = new ArrayList<Row>();
        var position = after;
        while (true) {
            var rows = chunk(conditions, arguments, position, chunk);
            rows.stream().filter(row -> holds(row, equal)).forEach(found::add);
            if (found.size() >= limit || rows.size() < chunk) {
                return found.subList(0, Math.min(limit, found.size()));
            }
            position = rows.getLast().key().value();
        }
    }

    private List<Row> chunk(
            List<String> conditions, List<@Nullable Object> arguments, @Nullable String after, int limit) {
        var all = new ArrayList<>(conditions);
        var bound = new ArrayList<>(arguments);
        if (after != null) {
            all.add(table.followsKey());
            bound.addAll(table.followedArguments(after));
        }
        bound.add(limit);
        var where = all.isEmpty() ? "" : all.stream().collect(Collectors.joining(" and ", " where ", ""));
        return session.query(
                "select " + table.selection() + " from " + table.name() + " t" + where + " order by " + table.order()
                        + " limit ?",
                table::read,
                bound.toArray());
    }

    private static boolean isComparedAlike(Field field) {
        return switch (field.type()) {
            case TEXT, EMAIL, DOMAIN, ENUMERATION, NUMBER -> true;
            // Stored in several spellings; only FieldType knows which are the same.
            case BOOLEAN, DATE, DATETIME, OPTION_SET -> false;
        };
    }

    private boolean holds(Row row, Map<String, String> equal) {
        return equal.entrySet().stream().allMatch(wanted -> {
            FieldType type = table.mapping().field(wanted.getKey()).type();
            return type.same(row.value(wanted.getKey()), type.read(wanted.getValue()));
        });
    }

    /** What the column's type alone makes of a text; empty when it leaves it alone. */
    Optional<String> converted(Field field, String stored) {
        var sql = table.conversion(field, stored);
        return sql.isEmpty() || stored.isEmpty()
                ? Optional.empty()
                : session.first(sql, row -> String.valueOf(row.textOrNull(1)), stored);
    }
}
