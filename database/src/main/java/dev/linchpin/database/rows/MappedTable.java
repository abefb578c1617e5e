package dev.linchpin.database.rows;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.dialect.Json;
import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mapped table as the database has it, and the statements' parts that follow from it. Immutable and thread-safe. */
public final class MappedTable {
    /** When Linchpin last wrote the row. */
    public static final String SYNCED_AT = "synced_at";

    /** When the record was seen archived in HubSpot, where such rows are kept. */
    public static final String DELETED_AT = "deleted_at";

    private final ObjectMapping mapping;
    private final Dialect dialect;
    private final Map<String, Column> columns;
    private final List<Field> fields;
    private final List<Column> key;
    private final boolean defersConstraints;

    /** @throws DatabaseException when the table lacks a column that is mapped, or a path leads into what is no document */
    MappedTable(ObjectMapping mapping, Dialect dialect, Map<String, Column> columns, boolean defersConstraints) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.columns = columns;
        this.fields = mapping.columns();
        this.defersConstraints = defersConstraints;
        if (columns.isEmpty()) {
            throw DatabaseException.missingObject("There is no table '" + mapping.table() + "', to which "
                    + mapping.type() + " are mapped; create it, or change the mapping");
        }
        var layout = mapping.layout();
        this.key = layout.key().stream().map(this::column).toList();
        layout.neededColumns().forEach(this::column);
        fields.forEach(field -> check(field.place()));
        if (layout.hubspotId() != null) {
            check(layout.hubspotId());
        }
    }

    private void check(Place place) {
        if (place.isInDocument() && !dialect.holdsDocuments(column(place.column()))) {
            throw new DatabaseException("The column '" + place.column() + "' of the table '" + mapping.table()
                    + "' holds no JSON documents, so there is nothing at " + place);
        }
        column(place.column());
    }

    ObjectMapping mapping() {
        return mapping;
    }

    List<Field> fields() {
        return fields;
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** Whether rows are stamped whenever they are written: nobody asked for that in tables that Linchpin did not make. */
    boolean isStamped() {
        return mapping.layout().managed() && has(SYNCED_AT);
    }

    boolean defersConstraints() {
        return defersConstraints;
    }

    /** @throws DatabaseException when the table has no such column */
    Column column(String name) {
        var column = columns.get(name);
        if (column == null) {
            throw DatabaseException.missingObject("The table '" + mapping.table() + "' has no column '" + name
                    + "', to which " + mapping.type() + " are mapped; add it, or change the mapping");
        }
        return column;
    }

    /** The quoted name of the table. */
    public String name() {
        return dialect.table(mapping.table());
    }

    /**
     * The quoted column of the table's alias {@code t}. Without an alias SQLite would take the quoted name of a column that was
     * dropped for a text.
     */
    String qualified(String column) {
        return "t." + dialect.quote(column);
    }

    // --- keys ------------------------------------------------------------------------------------------------------

    private List<String> qualifiedKey() {
        return key.stream().map(column -> qualified(column.name())).toList();
    }

    /** The key as text, as links hold it. */
    String keyText() {
        return dialect.rowKey(key, qualifiedKey());
    }

    /** The same of a row that is just being inserted, where the table has no alias. */
    String newKeyText() {
        return dialect.rowKey(
                key, key.stream().map(column -> dialect.quote(column.name())).toList());
    }

    /** Whether the text can be a key of this table. */
    public boolean isKey(String key) {
        var parts = parts(key);
        if (parts.size() != this.key.size()) {
            return false;
        }
        for (int part = 0; part < parts.size(); part++) {
            var column = this.key.get(part);
            var text = parts.get(part);
            // Of several, each is cast to its column's type, which makes a word the number 0 here and there.
            if (!dialect.isComparable(column, text)
                    || (parts.size() > 1 && !column.kind().takes(text))) {
                return false;
            }
        }
        return true;
    }

    private List<String> parts(String text) {
        return new RowKey(text).parts(key.size());
    }

    /** The condition for a row's key, with {@link #keyArguments}. */
    String hasKey() {
        return qualifiedKey().stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
    }

    /** The condition for rows that follow in the {@link #order} of keys, with {@link #followedArguments}. */
    String followsKey() {
        var columns = qualifiedKey();
        // The first column alone tells every product where in the index to begin.
        return columns.size() == 1
                ? columns.getFirst() + " > ?"
                : columns.getFirst() + " >= ? and (" + String.join(", ", columns) + ") > (?"
                        + ", ?".repeat(columns.size() - 1) + ")";
    }

    List<String> followedArguments(String key) {
        var parts = parts(key);
        return parts.size() == 1
                ? parts
                : Stream.concat(Stream.of(parts.getFirst()), parts.stream()).toList();
    }

    List<String> keyArguments(String key) {
        return parts(key);
    }

    /** The condition for rows with one of many keys, with {@link #keys}. */
    String hasKeyAmong() {
        var columns = qualifiedKey();
        return columns.size() == 1 ? columns.getFirst() + " " + dialect.in() : dialect.keyAmong(key, columns);
    }

    /** Those that can be keys of this table; an empty list if none. */
    List<RowKey> possible(Collection<RowKey> keys) {
        return keys.stream().filter(one -> isKey(one.value())).toList();
    }

    /** One parameter. */
    Object keys(List<RowKey> keys) {
        return key.size() == 1
                ? keys
                : dialect.keys(keys.stream().map(one -> parts(one.value())).toList());
    }

    String order() {
        return String.join(", ", qualifiedKey());
    }

    /** The key of a row after a change to it; which it is if the database stores these very texts. */
    RowKey keyAfter(RowKey before, Map<String, Value> values) {
        var parts = new ArrayList<>(parts(before.value()));
        for (var field : fields) {
            var part = mapping.layout().key().indexOf(field.column());
            if (part >= 0 && !field.place().isInDocument() && values.containsKey(field.name())) {
                parts.set(part, field.write(values.getOrDefault(field.name(), Value.BLANK)));
            }
        }
        return RowKey.of(parts);
    }

    // --- reading ---------------------------------------------------------------------------------------------------

    /** What is at a place, as text. */
    String textAt(Place place) {
        return textAt(place, qualified(place.column()));
    }

    private String textAt(Place place, String expression) {
        return place.isInDocument() ? dialect.jsonText(expression, place.path()) : dialect.asText(expression);
    }

    /** The HubSpot id as text; null where rows keep none. */
    @Nullable String hubspotIdText() {
        var place = mapping.layout().hubspotId();
        return place == null ? null : textAt(place);
    }

    /** The same of a row that is just being inserted. */
    String newHubspotIdText() {
        var place = mapping.layout().hubspotId();
        return place == null ? "null" : textAt(place, dialect.quote(place.column()));
    }

    /** Key, HubSpot id, all mapped places and whether the row is in scope, as {@link #read} wants them. */
    String selection() {
        var hubspotId = hubspotIdText();
        var text = new StringBuilder(keyText()).append(", ").append(hubspotId == null ? "null" : hubspotId);
        for (var field : fields) {
            text.append(", ").append(textAt(field.place()));
        }
        text.append(", case when ").append(scope()).append(" then 1 else 0 end");
        return text.toString();
    }

    /** The condition for rows to be kept in step. */
    String scope() {
        var rows = mapping.scope().rows();
        return rows == null ? "1 = 1" : "(" + rows + "\n)";
    }

    Row read(Columns row) throws SQLException {
        var values = HashMap.<String, Value>newHashMap(fields.size());
        var unreadable = new HashMap<String, String>();
        for (int index = 0; index < fields.size(); index++) {
            var field = fields.get(index);
            var stored = row.textOrNull(index + 3);
            try {
                if (Json.MALFORMED.equals(stored)) {
                    throw new IllegalArgumentException("the column holds no JSON document");
                }
                values.put(field.name(), field.read(stored));
            } catch (IllegalArgumentException notReadable) {
                values.put(field.name(), Value.of(Json.MALFORMED.equals(stored) ? "?" : stored));
                unreadable.put(field.name(), "The row's " + field.place() + ": " + notReadable.getMessage());
            }
        }
        var hubspotId = row.textOrNull(2);
        return new Row(
                        new RowKey(row.text(1)),
                        values,
                        hubspotId == null || hubspotId.isBlank() || hubspotId.equals(Json.MALFORMED)
                                ? null
                                : new HubSpotId(hubspotId),
                        row.flag(fields.size() + 3))
                .withUnreadable(unreadable);
    }

    // --- looking up ------------------------------------------------------------------------------------------------

    /** Whether {@link #matchKey} finds all rows whose field has a value. */
    boolean isSearchable(Field field) {
        return field.transform().onlyFolds();
    }

    String matchKey(Field field) {
        var type = folded(field) ? FieldType.EMAIL : field.type();
        if (field.place().isInDocument()) {
            var text = new Column(field.column(), Column.Kind.TEXT, "text", false, false);
            return dialect.matchKey(type, text, textAt(field.place()));
        }
        return dialect.matchKey(type, column(field.column()), qualified(field.column()));
    }

    /** Match keys of {@link #matchKey}: where the row holds other capitals and blanks, all spellings are looked up alike. */
    String sought(Field field, String matchKey) {
        return folded(field) ? FieldType.EMAIL.matchKey(Value.of(matchKey)) : matchKey;
    }

    private static boolean folded(Field field) {
        return !field.transform().toString().isEmpty() && field.type() != FieldType.DOMAIN;
    }

    boolean isComparable(Field field, String text) {
        return field.place().isInDocument() || dialect.isComparable(column(field.column()), text);
    }

    // --- writing ---------------------------------------------------------------------------------------------------

    /** @throws IllegalArgumentException when the field cannot hold the value */
    @Nullable Object parameter(Field field, Value value) {
        var stored = field.write(value);
        return field.place().isInDocument()
                ? Json.value(field.type(), stored)
                : dialect.parameter(field.type(), column(field.column()), Value.of(stored));
    }

    /** The parameter that stores a moment of Linchpin's own in a column; null stores nothing there. */
    @Nullable Object stamp(String column, @Nullable String moment) {
        return moment == null ? null : dialect.parameter(FieldType.DATETIME, column(column), Value.of(moment));
    }

    /** See {@link Dialect#conversion}; empty for places in documents. */
    String conversion(Field field, String stored) {
        return field.place().isInDocument() ? "" : dialect.conversion(column(field.column()), stored);
    }
}
