package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.6 and newer. */
final class MariaDbDialect implements Dialect {
    static final String PREFIX = "jdbc:mariadb:";

    private static final int OLDEST_MAJOR = 10;
    private static final int OLDEST_MINOR = 6;

    /** Letter by letter, blanks at the end included. */
    private static final String EXACT = " character set utf8mb4 collate utf8mb4_nopad_bin";

    private static final String LONG_TEXT = "mediumtext character set utf8mb4";
    private static final String KEY_TEXT = "varchar(190)" + EXACT;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "connectTimeout", "10000",
                "tcpKeepAlive", "true",
                "connectionAttributes", "program_name:linchpin",
                // A column of small numbers is more often one of numbers than of truths.
                "tinyInt1isBit", "false",
                "transactionIsolation", "READ-COMMITTED",
                // Sent as one command, inserts would not tell how many rows each of them added.
                "useBulkStmtsForInserts", "false");
    }

    /**
     * Of the server's own mode, only how quotes and bars read is kept: conditions of mappings are written for it. Lists may
     * be longer than what the server would rather make a table of, which has no index.
     */
    @Override
    public String connectionSetup() {
        return """
                set names utf8mb4 collate utf8mb4_nopad_bin, session time_zone = '+00:00',
                    session sql_mode = concat_ws(',', 'STRICT_ALL_TABLES', 'ERROR_FOR_DIVISION_BY_ZERO',
                        'NO_ENGINE_SUBSTITUTION', if(find_in_set('ANSI_QUOTES', @@sql_mode), 'ANSI_QUOTES', null),
                        if(find_in_set('PIPES_AS_CONCAT', @@sql_mode), 'PIPES_AS_CONCAT', null)),
                    session autocommit = 1,
                    session innodb_lock_wait_timeout = 1, session lock_wait_timeout = 1,
                    session innodb_strict_mode = 0, session default_storage_engine = InnoDB,
                    session in_predicate_conversion_threshold = 0
                """;
    }

    @Override
    public String place(String url) {
        var address = url.substring(PREFIX.length()).replaceFirst("\\?.*$", "").replaceFirst("^//([^/@]*@)?", "");
        return "the MariaDB database " + address;
    }

    @Override
    public String explain(String url, SQLException failure) {
        return MariaDbErrors.explain(place(url), failure);
    }

    @Override
    public Optional<String> unsuited(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        var product = server.getDatabaseProductName() + " " + server.getDatabaseProductVersion();
        if (!product.contains("MariaDB")) {
            return Optional.of(
                    "the server is " + product + ", which lacks what Linchpin needs (insert ... returning); use "
                            + needs() + ", PostgreSQL or SQLite");
        }
        return isTooOld(server.getDatabaseMajorVersion(), server.getDatabaseMinorVersion())
                ? Optional.of("the server is " + product + "; Linchpin needs " + needs() + " or newer")
                : Optional.empty();
    }

    @Override
    public String needs() {
        return "MariaDB " + OLDEST_MAJOR + "." + OLDEST_MINOR;
    }

    @Override
    public boolean isTooOld(int major, int minor) {
        return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR);
    }

    @Override
    public String role(Connection connection) throws SQLException {
        return MariaDbCatalogue.ask(connection, "select current_user()");
    }

    @Override
    public boolean isAllPowerful(Connection connection) throws SQLException {
        return MariaDbRights.isAllPowerful(connection);
    }

    @Override
    public List<String> missingRights(Connection connection, Collection<String> tables, boolean makes)
            throws SQLException {
        return MariaDbRights.missing(connection, tables, makes);
    }

    @Override
    public List<String> grants(String role, Collection<String> tables) {
        return MariaDbRights.grants(role, tables);
    }

    @Override
    public boolean hasSingleWriter() {
        return false;
    }

    /* Plain statements on a connection that stays in auto-commit mode: switching it off and on would be two more. */
    @Override
    public void begin(Connection connection) throws SQLException {
        execute(connection, "start transaction");
    }

    @Override
    public void beginReadOnly(Connection connection) throws SQLException {
        execute(connection, "set transaction isolation level repeatable read");
        execute(connection, "start transaction with consistent snapshot, read only");
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
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public int tries() {
        return 15;
    }

    @Override
    public boolean mayBeRepeated(SQLException failure) {
        return MariaDbErrors.mayBeRepeated(failure);
    }

    @Override
    public boolean isRefusal(SQLException failure) {
        return MariaDbErrors.isRefusal(failure);
    }

    @Override
    public String refusal(SQLException failure) {
        return MariaDbErrors.refusal(failure);
    }

    /** With the columns of a unique key, whose name need not tell them. */
    @Override
    public String refusal(Connection connection, String table, SQLException failure) throws SQLException {
        var key = MariaDbErrors.brokenKey(failure);
        var columns = key.isEmpty() ? "" : MariaDbCatalogue.columns(connection, table, key);
        return refusal(failure) + (columns.isEmpty() ? "" : " (" + columns + ")");
    }

    @Override
    public boolean isMissingObject(SQLException failure) {
        return MariaDbErrors.isMissingObject(failure);
    }

    @Override
    public String migrations() {
        return "db/migration/mariadb";
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
    public String ownStatement(String sql) {
        return MariaDbStatements.of(sql);
    }

    /** Each value a parameter of its own: taken out of a document, they would have no type, and columns no use of an index. */
    @Override
    public String in() {
        return "in (" + SPREAD + ")";
    }

    @Override
    public String list(Collection<?> values) {
        throw new UnsupportedOperationException("Lists are spread out");
    }

    @Override
    public String skipLocked() {
        return "for update skip locked";
    }

    @Override
    public String locked() {
        return "for update";
    }

    @Override
    public String forUpdate() {
        return "for update";
    }

    @Override
    public String forKeyShare() {
        return "lock in share mode";
    }

    @Override
    public String like() {
        return "collate utf8mb4_general_ci like ? escape '\\\\'";
    }

    @Override
    public String quote(String identifier) {
        return quoted(identifier);
    }

    static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public String table(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? quoted(name) : quoted(name.substring(0, dot)) + "." + quoted(name.substring(dot + 1));
    }

    @Override
    public String asText(String expression) {
        return text(expression);
    }

    static String text(String expression) {
        return "cast(" + expression + " as char)";
    }

    @Override
    public String now() {
        return MariaDbTriggers.NOW;
    }

    @Override
    public String rowKey(List<Column> columns, List<String> expressions) {
        return MariaDbPlaces.rowKey(expressions);
    }

    @Override
    public String keyAmong(List<Column> columns, List<String> expressions) {
        return Keys.tuple(expressions) + " " + in();
    }

    @Override
    public Object keys(List<List<String>> keys) {
        return keys;
    }

    /** As text; what is none is told when it is read. */
    @Override
    public boolean holdsDocuments(Column column) {
        return column.kind() == Column.Kind.TEXT;
    }

    @Override
    public String jsonText(String expression, List<String> path) {
        return MariaDbPlaces.text(expression, path);
    }

    @Override
    public String jsonWith(Column column, @Nullable String expression, List<List<String>> paths) {
        return MariaDbPlaces.with(expression, paths);
    }

    @Override
    public String asNumber(String expression) {
        return "cast(" + expression + " as decimal(65))";
    }

    @Override
    public String deletion(String table) {
        return "delete t from " + table + " as t";
    }

    /** Unlike "insert ignore", this lets every other error be one. */
    @Override
    public String unlessThere(String column) {
        return " on duplicate key update " + column + " = " + column;
    }

    @Override
    public String rowOfDefaults() {
        return " () values ()";
    }

    @Override
    public Map<String, Column> describe(Connection connection, String table) throws SQLException {
        return MariaDbCatalogue.describe(connection, table);
    }

    @Override
    public Set<String> tables(Connection connection) throws SQLException {
        return MariaDbCatalogue.tables(connection);
    }

    @Override
    public List<Set<String>> uniqueKeys(Connection connection, String table) throws SQLException {
        return MariaDbCatalogue.uniqueKeys(connection, table);
    }

    @Override
    public boolean takesTriggers(Connection connection, String table) throws SQLException {
        return MariaDbCatalogue.isTable(connection, table)
                && MariaDbRights.missing(connection, List.of(table), false).stream()
                        .noneMatch(lack -> lack.contains("trigger"));
    }

    @Override
    public boolean defersConstraints(Connection connection, String table) {
        return false;
    }

    /** The server would make 0 of a word, and find that. */
    @Override
    public boolean isComparable(Column column, String text) {
        return column.kind().takes(text);
    }

    @Override
    public @Nullable Object parameter(FieldType type, Column column, Value value) {
        if (value.isBlank()) {
            return column.required() && column.kind() == Column.Kind.TEXT ? "" : null;
        }
        return switch (type) {
            case BOOLEAN -> column.kind() == Column.Kind.TEXT ? value.text() : number(value.text());
            case DATETIME -> isTime(column) ? moment(value.text()) : value.text();
            default -> value.text();
        };
    }

    private static Object number(String truth) {
        return switch (truth) {
            case "true" -> 1L;
            case "false" -> 0L;
            default -> truth;
        };
    }

    private static boolean isTime(Column column) {
        return column.type().startsWith("date") || column.type().startsWith("timestamp");
    }

    private static String moment(String text) {
        try {
            return MOMENT.format(Instant.parse(text));
        } catch (DateTimeException refusedByTheColumn) {
            return text;
        }
    }

    @Override
    public String conversion(Column column, String text) {
        var type = column.type().replaceFirst(" unsigned.*| zerofill.*", "");
        return switch (column.kind()) {
            case INTEGER -> "select cast(cast(? as decimal(65)) as char)";
            case NUMERIC -> "select cast(cast(? as " + type + ") as char)";
            case TEXT -> type.startsWith("char") ? "select rtrim(?)" : "";
            case UUID -> "select cast(cast(? as uuid) as char)";
            case OTHER ->
                isTime(column) ? "select cast(cast(? as " + type.replace("timestamp", "datetime") + ") as char)" : "";
        };
    }

    @Override
    public String matchKey(FieldType type, Column column, String expression) {
        if (column.matchedBy() != null) {
            var alias = expression.substring(
                    0, expression.length() - quoted(column.name()).length());
            return alias + quoted(column.matchedBy());
        }
        return switch (type) {
            case EMAIL -> "lower(trim(" + asText(expression) + "))";
            case DOMAIN -> {
                var host = "lower(trim(" + asText(expression) + "))";
                for (var prefix : new String[] {"https://", "http://", "www."}) {
                    host = "regexp_replace(" + host + ", '^" + prefix.replace(".", "[.]") + "', '')";
                }
                yield "regexp_replace(" + host + ", '[/?#].*$', '')";
            }
            default -> column.kind() == Column.Kind.OTHER ? asText(expression) : expression;
        };
    }

    @Override
    public List<String> beforeCreating(String table) {
        return List.of();
    }

    @Override
    public String columnType(FieldType type) {
        return switch (type) {
            // As exact as 15 digits are, and without noughts at the end, as people expect to see it.
            case NUMBER -> "double";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case DATETIME -> stampType();
            case TEXT, EMAIL, DOMAIN, ENUMERATION, OPTION_SET -> LONG_TEXT;
        };
    }

    @Override
    public String keyColumnType(FieldType type) {
        var plain = columnType(type);
        return plain.equals(LONG_TEXT) ? KEY_TEXT : plain;
    }

    @Override
    public String stampType() {
        return "datetime(3)";
    }

    @Override
    public String generatedKey() {
        return "bigint not null auto_increment primary key";
    }

    @Override
    public String keyType() {
        return "bigint";
    }

    @Override
    public String hubspotIdType() {
        return KEY_TEXT;
    }

    @Override
    public int longestName() {
        return 64;
    }

    @Override
    public boolean hasIndex(Connection connection, String table, String index) throws SQLException {
        return MariaDbCatalogue.hasIndex(connection, table, index);
    }

    @Override
    public String uniqueIndex(String name, String table, String column) {
        return "create unique index " + name + " on " + table + " (" + column + ")";
    }

    /** What needs more than the column itself is kept in a column of its own, as there are no indexes on expressions. */
    @Override
    public String matchIndex(String name, String table, FieldType type, Column column) {
        var quoted = quoted(column.name());
        var expression = matchKey(type, column, quoted);
        if (expression.equals(quoted)) {
            var isLong = columnType(type).equals(LONG_TEXT);
            return "create index " + name + " on " + table + " (" + quoted + (isLong ? "(190)" : "") + ")";
        }
        var key = quoted(MariaDbCatalogue.matchColumn(column.name()));
        return "alter table " + table + " add column " + key + " varchar(640)" + EXACT + " as (left(" + expression
                + ", 640)) stored invisible, add index " + name + " (" + key + ")";
    }

    @Override
    public String index(String name, String table, String column, String type) {
        var prefix = type.contains("text") ? "(190)" : "";
        return "create index " + name + " on " + table + " (" + column + prefix + ")";
    }

    /** The stamps come first: what is assigned is compared no longer. */
    @Override
    public String upsert(String table, List<String> columns, List<String> kept, List<String> stamps, int rows) {
        var row = "(?" + ", ?".repeat(columns.size() - 1) + ")";
        var changing = columns.stream()
                .skip(1)
                .filter(column -> !kept.contains(column) && !stamps.contains(column))
                .map(MariaDbDialect::quoted)
                .toList();
        var same = changing.stream()
                .map(column -> "binary " + column + " <=> binary value(" + column + ")")
                .collect(Collectors.joining(" and "));
        var key = quoted(columns.getFirst());
        // A row that is in the way by another unique key is somebody else's: this fails, instead of overwriting it.
        var guard = key + " = if(" + key + " = value(" + key + "), " + key + ", (select 1 union select 2))";
        var assignments = Stream.concat(
                stamps.stream()
                        .map(MariaDbDialect::quoted)
                        .map(stamp -> stamp + " = if(" + same + ", " + stamp + ", value(" + stamp + "))"),
                changing.stream().map(column -> column + " = value(" + column + ")"));
        return "insert into " + table + " ("
                + columns.stream().map(MariaDbDialect::quoted).collect(Collectors.joining(", ")) + ") values " + row
                + (", " + row).repeat(rows - 1) + " on duplicate key update " + guard + ", "
                + assignments.collect(Collectors.joining(", "));
    }

    @Override
    public boolean countsWhatIsLeftAlone() {
        return true;
    }

    @Override
    public String jsonType() {
        return "json";
    }

    @Override
    public String managedTable(ObjectType type) {
        return Quoting.tableName(type);
    }

    @Override
    public List<Trigger> triggers(Connection connection, ObjectMapping mapping) throws SQLException {
        var made = new MariaDbTriggers(connection);
        var triggers = new ArrayList<Trigger>();
        if (!mapping.layout().isPolled()) {
            var scope = ScopeColumns.of(
                    mapping, describe(connection, mapping.table()).keySet());
            triggers.addAll(made.of(mapping, scope));
        }
        for (var edge : mapping.edges()) {
            if (edge.holder() instanceof EdgeMapping.Holder.Table table) {
                triggers.addAll(made.of(mapping.type(), table));
            }
        }
        return triggers;
    }

    @Override
    public List<Trigger> installedTriggers(Connection connection) throws SQLException {
        return new MariaDbTriggers(connection).installed(connection);
    }
}
