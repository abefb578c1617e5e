package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything in which one database product differs from another. Immutable and thread-safe. */
public sealed interface Dialect permits SqliteDialect, PostgresDialect, MariaDbDialect {
    /** In {@link #in}: the values of a list that become parameters of their own. */
    String SPREAD = "?/* list */";

    /**
     * The dialect of a JDBC URL.
     *
     * @throws IllegalArgumentException when the URL names no product that Linchpin works with
     */
    static Dialect of(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            if (url.matches("jdbc:sqlite:(:memory:.*|\\?.*|)")) {
                throw new IllegalArgumentException(
                        "The database URL names no file, for example jdbc:sqlite:linchpin.db");
            }
            return new SqliteDialect();
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresDialect();
        }
        if (url.startsWith(MariaDbDialect.PREFIX)) {
            return new MariaDbDialect();
        }
        if (url.startsWith("jdbc:mysql:")) {
            throw new IllegalArgumentException(
                    "The database URL begins with jdbc:mysql:; for MariaDB write jdbc:mariadb:."
                            + " MySQL itself lacks what Linchpin needs (insert ... returning)");
        }
        throw new IllegalArgumentException("The database URL begins with none of jdbc:sqlite:, jdbc:postgresql: and"
                + " jdbc:mariadb:, for example jdbc:sqlite:linchpin.db, jdbc:postgresql://localhost/crm or"
                + " jdbc:mariadb://localhost/crm");
    }

    // --- connections -----------------------------------------------------------------------------------------------

    /** What the driver is told besides the URL, which may say otherwise. */
    Map<String, String> connectionProperties();

    /** As {@link #connectionProperties}, but leaving everything in the database as it is. */
    default Map<String, String> lookingProperties() {
        return connectionProperties();
    }

    /** Statements to run on every new connection. */
    String connectionSetup();

    /** Where the data is, for people: a file or a host. Holds no credentials. */
    String place(String url);

    /** Why no connection came about and how to mend it, in a sentence without credentials. */
    String explain(String url, SQLException failure);

    /** Why Linchpin cannot work with this server, and what it needs; empty when it can. */
    default Optional<String> unsuited(Connection connection) throws SQLException {
        return Optional.empty();
    }

    // --- notices of changes ----------------------------------------------------------------------------------------

    /** Whether the database tells by itself, as soon as they are committed, of changes that the triggers log. */
    default boolean tellsOfChanges() {
        return false;
    }

    /** Has this connection told of changes; it serves for nothing else until {@link #stopListening}. */
    default void listen(Connection connection) throws SQLException {}

    /**
     * Has those who change rows from now on tell of it, unless somebody who does not is still at it: then false. What was
     * committed before has told nobody.
     */
    default boolean doze(Connection connection) throws SQLException {
        return true;
    }

    /** Spares those who change rows the telling, until the next {@link #doze}. */
    default void stayAwake(Connection connection) throws SQLException {}

    /** Waits for changes, and answers the names of their object types; empty when none came in time. */
    default Set<String> notices(Connection connection, Duration atMost) throws SQLException {
        return Set.of();
    }

    default void stopListening(Connection connection) throws SQLException {}

    // --- transactions ----------------------------------------------------------------------------------------------

    /** Only one transaction can write at a time, so that writers had better queue up in this process. */
    boolean hasSingleWriter();

    void begin(Connection connection) throws SQLException;

    /** Begins a transaction that sees one snapshot and writes nothing. */
    void beginReadOnly(Connection connection) throws SQLException;

    void commit(Connection connection) throws SQLException;

    void rollBack(Connection connection) throws SQLException;

    /** How often a transaction is tried that loses against others, each try having waited for a while. */
    int tries();

    /** The transaction lost against another one; run again, it may succeed. */
    boolean mayBeRepeated(SQLException failure);

    /** The database understood the statement and refuses these values: a constraint, a type, a user's trigger. */
    boolean isRefusal(SQLException failure);

    /** The database's own words about a refusal, without what other rows hold. */
    String refusal(SQLException failure);

    /** The same about rows of a table, with the columns that a rule is about where the database names but the rule. */
    default String refusal(Connection connection, String table, SQLException failure) throws SQLException {
        return refusal(failure);
    }

    /** A table or column is not (or no longer) there. */
    boolean isMissingObject(SQLException failure);

    // --- Linchpin's own tables -------------------------------------------------------------------------------------

    /** The class path folder of the migrations. */
    String migrations();

    /** The schema of Linchpin's own tables; empty where they have a prefix instead. */
    String ownSchema();

    /** The full name of one of Linchpin's own tables. */
    String own(String table);

    /**
     * A statement over Linchpin's own tables in this product's words; they are written in what SQLite and PostgreSQL have in
     * common.
     */
    default String ownStatement(String sql) {
        return sql;
    }

    // --- SQL text --------------------------------------------------------------------------------------------------

    /**
     * Follows an expression: whether it is in a list that is bound as one parameter, see {@link #list}, or spread out in place
     * of {@link #SPREAD}.
     */
    String in();

    /** The parameter for {@link #in}. */
    String list(Collection<?> values);

    /** Ends a query that locks what it finds and leaves out what others have locked. */
    String skipLocked();

    /** Ends a query that locks what it finds, waiting for others. */
    String locked();

    /** Ends a query that locks what it finds even against being referred to. */
    String forUpdate();

    /** Ends a query that keeps others from locking what it finds {@linkplain #forUpdate for update}. */
    String forKeyShare();

    /** Follows an expression: whether it is like a pattern that is bound as a parameter, with a backslash to quote. */
    String like();

    /** The database's own time, in milliseconds since 1970. */
    String now();

    String quote(String identifier);

    /** The quoted name of a mapped table, whose parts are separated by dots. */
    String table(String name);

    /** Turns a column into the text that {@link FieldType#read} understands. */
    String asText(String expression);

    /** Turns a text of digits into a number. */
    default String asNumber(String expression) {
        return "cast(" + expression + " as numeric)";
    }

    /** Begins a statement that deletes rows of the quoted table, whose alias is {@code t}. */
    default String deletion(String table) {
        return "delete from " + table + " as t";
    }

    /** Ends an insertion that leaves a row alone which is there already; by one of the columns that tell rows apart, quoted. */
    default String unlessThere(String column) {
        return " on conflict do nothing";
    }

    /** Follows the table of an insertion of one row that names no column. */
    default String rowOfDefaults() {
        return " default values";
    }

    // --- keys of mapped tables ------------------------------------------------------------------------------------

    /**
     * The key of a row as text, the same that the triggers log.
     *
     * @param expressions the key's columns, in their order
     */
    String rowKey(List<Column> columns, List<String> expressions);

    /** Whether the columns of a composite key are among those that one parameter lists, see {@link #keys}. */
    String keyAmong(List<Column> columns, List<String> expressions);

    /** The parameter for {@link #keyAmong}. */
    default Object keys(List<List<String>> keys) {
        return Json.keys(keys);
    }

    // --- documents in columns of mapped tables --------------------------------------------------------------------

    /** Whether places inside of what the column holds can be read and written. */
    boolean holdsDocuments(Column column);

    /**
     * What is at a path of a document as text, null for nothing; {@link Json#MALFORMED} where there is no document. Never
     * fails.
     */
    String jsonText(String expression, List<String> path);

    /**
     * A document with other values at some places and all else as it was. Members on the way there that are missing are made.
     *
     * @param expression null for a new document
     * @param paths for each of which the answer has one parameter, JSON, in their order
     */
    String jsonWith(Column column, @Nullable String expression, List<List<String>> paths);

    // --- mapped tables ---------------------------------------------------------------------------------------------

    /** The table's columns by name; empty when there is no such table. */
    Map<String, Column> describe(Connection connection, String table) throws SQLException;

    /** The tables and views that a mapping may name, as it would name them. */
    Set<String> tables(Connection connection) throws SQLException;

    /** The sets of columns whose values are never the same in two rows; none are known of a view. */
    List<Set<String>> uniqueKeys(Connection connection, String table) throws SQLException;

    /** Whether it is a table, and this role may put triggers on it or somebody put them there. */
    boolean takesTriggers(Connection connection, String table) throws SQLException;

    /** The table has constraints that are checked only at commit unless asked for earlier. */
    boolean defersConstraints(Connection connection, String table) throws SQLException;

    /** Whether the text can be compared with the column at all. */
    boolean isComparable(Column column, String text);

    /** The parameter that stores a value in a column; null stores nothing there. */
    @Nullable Object parameter(FieldType type, Column column, Value value);

    /**
     * A query with one parameter that answers what the column's type alone makes of a text; empty when it makes nothing
     * of it.
     */
    String conversion(Column column, String text);

    /** The expression of a field's match key over a quoted column, for indexes and look-ups alike. */
    String matchKey(FieldType type, Column column, String expression);

    /** Statements that must run before a managed table of this name can be created. */
    List<String> beforeCreating(String table);

    /** The type of a managed table's column. */
    String columnType(FieldType type);

    /** The type of a managed table's column that its primary key is made of. */
    default String keyColumnType(FieldType type) {
        return columnType(type);
    }

    /** The type of {@code synced_at} and {@code deleted_at}. */
    String stampType();

    /** The type and constraints of a key that is generated when left out and never used twice. */
    String generatedKey();

    /** The type of a column that holds such a key of another table. */
    String keyType();

    /** The type of a managed table's column for HubSpot ids. */
    String hubspotIdType();

    /** How many bytes the name of a column or an index may have. */
    int longestName();

    boolean hasIndex(Connection connection, String table, String index) throws SQLException;

    /** Makes an index, by quoted names, that keeps the values of a column unique where there are any. */
    default String uniqueIndex(String name, String table, String column) {
        return "create unique index " + name + " on " + table + " (" + column + ") where " + column + " is not null";
    }

    /** Makes an index of a managed table's column, by quoted names, that {@link #matchKey} is looked up by. */
    default String matchIndex(String name, String table, FieldType type, Column column) {
        return "create index " + name + " on " + table + " ((" + matchKey(type, column, quote(column.name())) + "))";
    }

    /** The name of the managed table for an object type, before quoting. */
    String managedTable(ObjectType type);

    /** The name of a mirror's table, before quoting: one of the type, or another that belongs to it. */
    default String mirrorTable(String name) {
        var managed = managedTable(new ObjectType(name));
        return managed.indexOf('.') < 0 ? "hubspot_" + managed : managed;
    }

    /** The name of the table in which mirrors tell how their runs went, before quoting. */
    default String mirrorState() {
        return managedTable(new ObjectType("sync_state"));
    }

    /** The type of a column that holds a JSON object. */
    default String jsonType() {
        return columnType(FieldType.TEXT);
    }

    /**
     * A statement that inserts rows or, where the key is there, makes them hold what is given; rows that do already are left
     * alone. Its parameters are the columns of one row after the other.
     *
     * @param table the quoted name
     * @param columns unquoted, the key first
     * @param kept unquoted, among the columns: what is given only to new rows
     * @param stamps unquoted, among the columns: what alone does not make a row differ
     */
    default String upsert(String table, List<String> columns, List<String> kept, List<String> stamps, int rows) {
        var key = columns.getFirst();
        var changing = columns.stream()
                .filter(column -> !column.equals(key) && !kept.contains(column))
                .toList();
        var telling =
                changing.stream().filter(column -> !stamps.contains(column)).toList();
        var row = "(?" + ", ?".repeat(columns.size() - 1) + ")";
        return "insert into " + table + " as t ("
                + columns.stream().map(this::quote).collect(Collectors.joining(", ")) + ") values " + row
                + (", " + row).repeat(rows - 1) + " on conflict (" + quote(key) + ") do update set "
                + changing.stream()
                        .map(column -> quote(column) + " = excluded." + quote(column))
                        .collect(Collectors.joining(", "))
                + " where " + anyDiffers(telling);
    }

    /**
     * Whether the count of an {@link #upsert} is of all rows given, with what was changed counted twice, instead of what was
     * made or changed.
     */
    default boolean countsWhatIsLeftAlone() {
        return false;
    }

    /** Makes an index, by quoted names, that a column of this type is looked up by. */
    default String index(String name, String table, String column, String type) {
        return "create index " + name + " on " + table + " (" + column + ")";
    }

    /** Halved again and again, because products bound how deep an expression may be. */
    private String anyDiffers(List<String> columns) {
        if (columns.size() == 1) {
            var column = quote(columns.getFirst());
            return "t." + column + " is distinct from excluded." + column;
        }
        var half = columns.size() / 2;
        return "(" + anyDiffers(columns.subList(0, half)) + " or " + anyDiffers(columns.subList(half, columns.size()))
                + ")";
    }

    // --- change capture --------------------------------------------------------------------------------------------

    /** The triggers that capture changes to a mapped table. */
    List<Trigger> triggers(Connection connection, ObjectMapping mapping) throws SQLException;

    /** All triggers of the capture that are installed and switched on or off, on whatever table. */
    List<Trigger> installedTriggers(Connection connection) throws SQLException;

    // --- rights ----------------------------------------------------------------------------------------------------

    /** The product's name and the oldest version that Linchpin works with, for people. */
    String needs();

    /** Whether a server of this version is older than that. */
    boolean isTooOld(int major, int minor);

    /** As whom this connection is logged in, as {@link #grants} takes it; empty where there are no users. */
    default String role(Connection connection) throws SQLException {
        return "";
    }

    /** Whether this role may do anything at all, which is more than Linchpin needs. */
    default boolean isAllPowerful(Connection connection) throws SQLException {
        return false;
    }

    /** Whether this role may add columns to a table, as a mapping names it; true of one that is not there. */
    default boolean mayAlter(Connection connection, String table) throws SQLException {
        return true;
    }

    /**
     * What this role lacks, each as {@code may not ...}.
     *
     * @param tables the mapped tables, as a mapping names them, there or not
     * @param makes Linchpin's own tables, triggers and tables that are not there are to be made by this role
     */
    default List<String> missingRights(Connection connection, Collection<String> tables, boolean makes)
            throws SQLException {
        return List.of();
    }

    /** The statements that give a role all that Linchpin needs once everything is made. */
    default List<String> grants(String role, Collection<String> tables) {
        return List.of();
    }

    /** Statements that remove what was made beside own tables, views and triggers; they run after those are gone. */
    default List<String> remains(Connection connection) throws SQLException {
        return List.of();
    }
}
