package dev.linchpin.database.rows;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.dialect.Json;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a statement writes, and the parameters that go into them. Several fields may share a column, whose
 * document then gets all their values at once.
 */
final class Targets {
    private record Source(@Nullable Field field, List<String> path) {}

    private final MappedTable table;
    private final Dialect dialect;
    private final boolean isStamped;
    private final Map<String, List<Source>> columns = new LinkedHashMap<>();

    /** @param withRecord the row's HubSpot id is written too, where it has room for it */
    Targets(MappedTable table, Dialect dialect, List<Field> fields, boolean withRecord, boolean isStamped) {
        this.table = table;
        this.dialect = dialect;
        this.isStamped = isStamped;
        fields.forEach(field -> add(field.place(), field));
        var hubspotId = table.mapping().layout().hubspotId();
        if (withRecord && hubspotId != null) {
            add(hubspotId, null);
        }
    }

    private void add(Place place, @Nullable Field field) {
        columns.computeIfAbsent(place.column(), _ -> new ArrayList<>()).add(new Source(field, place.path()));
    }

    boolean isEmpty() {
        return columns.isEmpty() && !isStamped;
    }

    /** How many there are of {@link #bind}. */
    int parameters() {
        return columns.values().stream().mapToInt(List::size).sum() + (isStamped ? 1 : 0);
    }

    /** What follows the table's name to insert so many rows. */
    String insertion(int rows) {
        if (isEmpty()) {
            return dialect.rowOfDefaults();
        }
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        columns.forEach((column, sources) -> {
            names.add(dialect.quote(column));
            values.add(value(column, sources, null));
        });
        if (isStamped) {
            names.add(dialect.quote(MappedTable.SYNCED_AT));
            values.add("?");
        }
        var row = "(" + String.join(", ", values) + ")";
        return " (" + String.join(", ", names) + ") values " + row + (", " + row).repeat(rows - 1);
    }

    /** What follows {@code set}. */
    String assignments() {
        var assignments = new ArrayList<String>();
        columns.forEach((column, sources) ->
                assignments.add(dialect.quote(column) + " = " + value(column, sources, table.qualified(column))));
        if (isStamped) {
            assignments.add(dialect.quote(MappedTable.SYNCED_AT) + " = ?");
        }
        return String.join(", ", assignments);
    }

    private String value(String column, List<Source> sources, @Nullable String document) {
        return sources.getFirst().path().isEmpty()
                ? "?"
                : dialect.jsonWith(
                        table.column(column),
                        document,
                        sources.stream().map(Source::path).toList());
    }

    /**
     * Adds one row's parameters.
     *
     * @throws NotDone when a field cannot hold its value
     */
    void bind(
            Map<String, Value> values,
            @Nullable HubSpotId record,
            @Nullable String stamp,
            List<@Nullable Object> arguments) {
        columns.values()
                .forEach(sources -> sources.forEach(source -> {
                    var field = source.field();
                    if (field != null) {
                        arguments.add(parameter(field, values.getOrDefault(field.name(), Value.BLANK)));
                    } else {
                        var id = record == null ? null : record.value();
                        arguments.add(source.path().isEmpty() ? id : id == null ? "null" : Json.string(id));
                    }
                }));
        if (isStamped) {
            arguments.add(table.stamp(MappedTable.SYNCED_AT, stamp));
        }
    }

    private @Nullable Object parameter(Field field, Value value) {
        try {
            return table.parameter(field, value);
        } catch (IllegalArgumentException unsuitable) {
            throw new NotDone("'" + field.name() + "' does not fit the column's " + field.transform() + ": "
                    + unsuitable.getMessage());
        }
    }
}
