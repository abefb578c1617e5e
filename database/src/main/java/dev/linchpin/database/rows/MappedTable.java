package dev.linchpin.database.rows;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final boolean defersConstraints;

    /** @throws DatabaseException when the table lacks a column that is mapped */
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
        column(mapping.keyColumn());
        column(mapping.hubspotIdColumn());
        fields.forEach(field -> column(field.column()));
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

    /** The HubSpot id column as text. */
    String hubspotIdText() {
        return dialect.asText(qualified(mapping.hubspotIdColumn()));
    }

    /** The quoted name of the table. */
    public String name() {
        return dialect.table(mapping.table());
    }

    /**
     * The quoted key column of the table's alias {@code t}. Without an alias SQLite would take the quoted name of a column
     * that was dropped for a text.
     */
    public String key() {
        return qualified(mapping.keyColumn());
    }

    /** The key as text, as links hold it. */
    public String keyText() {
        return "cast(" + key() + " as text)";
    }

    String qualified(String column) {
        return "t." + dialect.quote(column);
    }

    /** Whether the text can be a key of this table. */
    public boolean isKey(String text) {
        return dialect.isComparable(column(mapping.keyColumn()), text);
    }

    List<String> possible(Collection<RowKey> keys) {
        return keys.stream().map(RowKey::value).filter(this::isKey).toList();
    }

    /** Key, HubSpot id, all mapped columns and whether the row is in scope, as {@link #read} wants them. */
    String selection() {
        var text = new StringBuilder(dialect.asText(key())).append(", ").append(hubspotIdText());
        for (var field : fields) {
            text.append(", ").append(dialect.asText(qualified(field.column())));
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
        for (int index = 0; index < fields.size(); index++) {
            var field = fields.get(index);
            values.put(field.name(), field.type().read(row.textOrNull(index + 3)));
        }
        var hubspotId = row.textOrNull(2);
        return new Row(
                new RowKey(row.text(1)),
                values,
                hubspotId == null || hubspotId.isBlank() ? null : new HubSpotId(hubspotId),
                row.flag(fields.size() + 3));
    }

    String matchKey(Field field) {
        return dialect.matchKey(field.type(), column(field.column()), qualified(field.column()));
    }

    boolean isComparable(Field field, String text) {
        return dialect.isComparable(column(field.column()), text);
    }

    @Nullable Object parameter(Field field, Value value) {
        return dialect.parameter(field.type(), column(field.column()), value);
    }

    String conversion(Field field, Value value) {
        return dialect.conversion(column(field.column()), value.text());
    }
}
