package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** SQLite 3. Other programs use the same file meanwhile, so nothing here holds a lock beyond a short transaction. */
final class SqliteDialect implements Dialect {
    private static final int BUSY_TIMEOUT_MILLISECONDS = 10_000;
    private static final int JOURNAL_SIZE_LIMIT_BYTES = 64 << 20;

    /** 32 MB: in a load the same pages of indexes are written again and again, and so are copied into the file but once. */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 8_000;

    /** For each connection that is used. */
    private static final int CACHE_KILOBYTES = 8 << 10;

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "journal_mode", "WAL",
                "synchronous", "NORMAL",
                "foreign_keys", "true",
                "busy_timeout", String.valueOf(BUSY_TIMEOUT_MILLISECONDS),
                "journal_size_limit", String.valueOf(JOURNAL_SIZE_LIMIT_BYTES),
                "wal_autocheckpoint", String.valueOf(PAGES_BETWEEN_CHECKPOINTS),
                "cache_size", String.valueOf(-CACHE_KILOBYTES));
    }

    /** The journal's mode is a property of the file. */
    @Override
    public Map<String, String> lookingProperties() {
        return Map.of("foreign_keys", "true", "busy_timeout", String.valueOf(BUSY_TIMEOUT_MILLISECONDS));
    }

    @Override
    public String connectionSetup() {
        // Everything was set when the connection was opened.
        return "";
    }

    @Override
    public String place(String url) {
        return "the file " + file(url).toAbsolutePath().normalize();
    }

    @Override
    public String explain(String url, SQLException failure) {
        var place = place(url);
        var directory = file(url).toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            return "Cannot open " + place + ": the directory " + directory + " does not exist; create it";
        }
        return switch (primaryCode(failure)) {
            case SQLITE_NOTADB -> "Cannot open " + place + ": it is not an SQLite database; name another file";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Cannot open " + place + ": another program keeps it locked; end its transaction and try again";
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                "Cannot write " + place + ": let this user write both the file and its directory";
            default -> "Cannot open " + place + ": " + refusal(failure);
        };
    }

    private static Path file(String url) {
        var name = url.substring("jdbc:sqlite:".length()).replaceFirst("\\?.*$", "");
        return Path.of(name.replaceFirst("^file:", ""));
    }

    @Override
    public boolean hasSingleWriter() {
        return true;
    }

    /*
     * The driver's own commit begins the next transaction at once, which would keep the file locked; hence plain
     * statements on a connection that stays in auto-commit mode.
     */
    @Override
    public void begin(Connection connection) throws SQLException {
        execute(connection, "begin immediate");
    }

    @Override
    public void beginReadOnly(Connection connection) throws SQLException {
        execute(connection, "begin");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "commit");
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        execute(connection, "rollback");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each waits for as long as the busy timeout. */
    @Override
    public int tries() {
        return 5;
    }

    @Override
    public boolean mayBeRepeated(SQLException failure) {
        var code = primaryCode(failure);
        return code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
    }

    @Override
    public boolean isRefusal(SQLException failure) {
        return switch (primaryCode(failure)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG -> true;
            default -> {
                var message = String.valueOf(failure.getMessage());
                yield message.contains("malformed JSON") || message.contains("because it is a view");
            }
        };
    }

    /** The driver wraps SQLite's sentence: {@code [SQLITE_CONSTRAINT_UNIQUE] A UNIQUE ... failed (SQLite's sentence)}. */
    @Override
    public String refusal(SQLException failure) {
        var message = String.valueOf(failure.getMessage());
        var open = message.indexOf('(');
        return open >= 0 && message.endsWith(")") ? message.substring(open + 1, message.length() - 1) : message;
    }

    @Override
    public String refusal(Connection connection, String table, SQLException failure) throws SQLException {
        var refusal = refusal(failure);
        return refusal.equals("FOREIGN KEY constraint failed")
                ? refusal + ": " + SqliteCatalogue.references(connection, table)
                : refusal;
    }

    @Override
    public boolean isMissingObject(SQLException failure) {
        var message = String.valueOf(failure.getMessage());
        return message.contains("no such column") || message.contains("no such table");
    }

    private static SQLiteErrorCode primaryCode(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff);
    }

    @Override
    public String migrations() {
        return "db/migration/sqlite";
    }

    @Override
    public String ownSchema() {
        return "";
    }

    @Override
    public String own(String table) {
        return "linchpin_" + table;
    }

    @Override
    public String in() {
        return "in (select value from json_each(?))";
    }

    @Override
    public String list(Collection<?> values) {
        return Json.array(values);
    }

    @Override
    public String skipLocked() {
        return "";
    }

    @Override
    public String locked() {
        return "";
    }

    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public String forKeyShare() {
        return "";
    }

    @Override
    public String like() {
        return "like ? escape '\\'";
    }

    @Override
    public String now() {
        return SqliteTriggers.NOW;
    }

    @Override
    public String quote(String identifier) {
        return Quoting.identifier(identifier);
    }

    @Override
    public String table(String name) {
        return Quoting.qualified(name);
    }

    @Override
    public String asText(String expression) {
        return expression;
    }

    @Override
    public String rowKey(List<Column> columns, List<String> expressions) {
        return SqliteTriggers.rowKey(expressions);
    }

    /** Without the casts only the index's first column would be of use. */
    @Override
    public String keyAmong(List<Column> columns, List<String> expressions) {
        var parts = IntStream.range(0, columns.size())
                .mapToObj(part -> {
                    var text = "json_extract(value, '$[" + part + "]')";
                    var type = columns.get(part).type();
                    return type.isBlank() ? text : "cast(" + text + " as " + type + ")";
                })
                .toList();
        return Keys.tuple(expressions) + " in (select " + String.join(", ", parts) + " from json_each(?))";
    }

    /** As text; what is none is told when it is read. */
    @Override
    public boolean holdsDocuments(Column column) {
        return true;
    }

    @Override
    public String jsonText(String expression, List<String> path) {
        return "case when json_valid(" + expression + ") then json_extract(" + expression + ", " + Json.path(path)
                + ") when " + expression + " <> '' then char(" + (int) Json.MALFORMED.charAt(0) + ") end";
    }

    @Override
    public String jsonWith(Column column, @Nullable String expression, List<List<String>> paths) {
        var document = expression == null ? "'{}'" : "coalesce(nullif(" + expression + ", ''), '{}')";
        return paths.stream()
                .map(path -> ", " + Json.path(path) + ", json(?)")
                .collect(Collectors.joining("", "json_set(" + document, ")"));
    }

    @Override
    public Map<String, Column> describe(Connection connection, String table) throws SQLException {
        return SqliteCatalogue.describe(connection, table);
    }

    @Override
    public Set<String> tables(Connection connection) throws SQLException {
        return SqliteCatalogue.tables(connection);
    }

    @Override
    public List<Set<String>> uniqueKeys(Connection connection, String table) throws SQLException {
        return SqliteCatalogue.uniqueKeys(connection, table);
    }

    @Override
    public boolean takesTriggers(Connection connection, String table) throws SQLException {
        return SqliteCatalogue.isTable(connection, table);
    }

    /** SQLite checks deferred foreign keys at commit only and cannot be asked to do so earlier. */
    @Override
    public boolean defersConstraints(Connection connection, String table) {
        return false;
    }

    @Override
    public boolean isComparable(Column column, String text) {
        return true;
    }

    @Override
    public @Nullable Object parameter(FieldType type, Column column, Value value) {
        if (value.isBlank()) {
            return column.required() && column.kind() == Column.Kind.TEXT ? "" : null;
        }
        if (type == FieldType.BOOLEAN && column.kind() != Column.Kind.TEXT) {
            return switch (value.text()) {
                case "true" -> 1L;
                case "false" -> 0L;
                default -> value.text();
            };
        }
        return value.text();
    }

    @Override
    public String conversion(Column column, String text) {
        var isNumeric = column.kind() == Column.Kind.NUMERIC || column.kind() == Column.Kind.INTEGER;
        return isNumeric && isNumber(text) ? "select cast(? as numeric)" : "";
    }

    private static boolean isNumber(String text) {
        try {
            new BigDecimal(text);
            return true;
        } catch (NumberFormatException notOne) {
            return false;
        }
    }

    @Override
    public String matchKey(FieldType type, Column column, String expression) {
        return switch (type) {
            case EMAIL -> "lower(trim(" + expression + "))";
            case DOMAIN -> {
                var host = MatchKeys.markedHost("lower(trim(" + expression + "))");
                yield "substr(" + host + ", 2, instr(" + host + " || '/', '/') - 2)";
            }
            default -> expression;
        };
    }

    @Override
    public List<String> beforeCreating(String table) {
        return List.of();
    }

    @Override
    public String columnType(FieldType type) {
        return switch (type) {
            case NUMBER -> "NUMERIC";
            case BOOLEAN -> "BOOLEAN";
            case TEXT, EMAIL, DOMAIN, DATE, DATETIME, ENUMERATION, OPTION_SET -> "TEXT";
        };
    }

    @Override
    public String stampType() {
        return "TEXT";
    }

    @Override
    public String generatedKey() {
        return "INTEGER PRIMARY KEY AUTOINCREMENT";
    }

    @Override
    public String keyType() {
        return "INTEGER";
    }

    @Override
    public String hubspotIdType() {
        return "TEXT";
    }

    @Override
    public int longestName() {
        return 1_000;
    }

    @Override
    public boolean hasIndex(Connection connection, String table, String index) throws SQLException {
        return SqliteCatalogue.hasIndex(connection, index);
    }

    @Override
    public String managedTable(ObjectType type) {
        return Quoting.tableName(type);
    }

    @Override
    public List<Trigger> triggers(Connection connection, ObjectMapping mapping) throws SQLException {
        var triggers = new ArrayList<Trigger>();
        if (!mapping.layout().isPolled()) {
            var scope = ScopeColumns.of(
                    mapping, describe(connection, mapping.table()).keySet());
            triggers.addAll(SqliteTriggers.of(mapping, scope, own("change_log")));
        }
        for (var edge : mapping.edges()) {
            if (edge.holder() instanceof EdgeMapping.Holder.Table table) {
                triggers.addAll(SqliteEdgeTriggers.of(mapping.type(), table, own("change_log")));
            }
        }
        return triggers;
    }

    @Override
    public List<Trigger> installedTriggers(Connection connection) throws SQLException {
        return SqliteTriggers.installed(connection);
    }

    @Override
    public String needs() {
        return "SQLite 3.38";
    }

    /** The driver brings its own library. */
    @Override
    public boolean isTooOld(int major, int minor) {
        return major < 3 || (major == 3 && minor < 38);
    }
}
