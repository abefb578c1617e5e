package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** PostgreSQL 13 and newer. */
final class PostgresDialect implements Dialect {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern KEY_IN_DETAIL = Pattern.compile("\\(([^()]*)\\)=\\(");

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "connectTimeout", "10",
                "tcpKeepAlive", "true",
                // A server that went without a word is noticed in the end; what takes longer is only large indexes.
                "socketTimeout", "600",
                "ApplicationName", "linchpin",
                // Texts take the type of the column they meet, so that the column's own rules and messages apply.
                "stringtype", "unspecified",
                // The detail of a constraint's message repeats what rows hold.
                "logServerErrorDetail", "false");
    }

    @Override
    public String connectionSetup() {
        // Less than the second after which the server looks for deadlocks: should we meet a user's transaction in one,
        // it is
        // ours that gives way.
        return "set time zone 'UTC'; set lock_timeout = '900ms'";
    }

    @Override
    public String place(String url) {
        var address = url.substring(PREFIX.length()).replaceFirst("\\?.*$", "").replaceFirst("^//([^/@]*@)?", "");
        return "the PostgreSQL database " + address;
    }

    @Override
    public String explain(String url, SQLException failure) {
        var place = place(url);
        var tls = PostgresTls.explain(failure);
        if (!tls.isEmpty()) {
            return "Cannot open " + place + ": " + tls;
        }
        return switch (String.valueOf(failure.getSQLState())) {
            case "28P01", "28000" ->
                "Cannot log in to " + place + ": the server refuses this user name or password; correct them";
            case "3D000" -> "Cannot open " + place + ": there is no such database; create it";
            case "08001", "08004", "08006" ->
                "Cannot reach " + place + ": no server answers there; check host, port and that it is running";
            case "53300" -> "Cannot open " + place + ": the server has no connection left; raise max_connections";
            default -> "Cannot open " + place + ": " + refusal(failure);
        };
    }

    @Override
    public boolean tellsOfChanges() {
        return true;
    }

    @Override
    public void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + PostgresRowFunction.CHANNEL);
        }
    }

    @Override
    public boolean doze(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer =
                        statement.executeQuery("select pg_try_advisory_lock(" + PostgresRowFunction.DOORBELL + ")")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    @Override
    public void stayAwake(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + PostgresRowFunction.DOORBELL + ")");
        }
    }

    @Override
    public Set<String> notices(Connection connection, Duration atMost) throws SQLException {
        var types = new TreeSet<String>();
        for (var notice : connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis())) {
            types.add(notice.getParameter());
        }
        return types;
    }

    @Override
    public void stopListening(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *; select pg_advisory_unlock_all()");
        }
    }

    @Override
    public boolean hasSingleWriter() {
        return false;
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public void beginReadOnly(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public int tries() {
        return 15;
    }

    /**
     * Serialization failure, deadlock, lock not available in time, a table that was changed since the statement was prepared
     * (0A000: cached plan must not change result type), or another transaction was quicker to begin the same link:
     * refusals of users' rows never get as far as here.
     */
    @Override
    public boolean mayBeRepeated(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "40001", "40P01", "55P03", "23505" -> true;
            case "0A000" -> String.valueOf(failure.getMessage()).contains("cached plan");
            default -> false;
        };
    }

    /** Data exceptions, constraints, check options, what triggers raise, views that take no writes, and such columns. */
    @Override
    public boolean isRefusal(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("44")
                || state.equals("P0001")
                || state.equals("55000")
                || state.equals("428C9");
    }

    @Override
    public String refusal(SQLException failure) {
        var said = String.valueOf(failure.getMessage()).replaceFirst("^[A-Z]+: ", "");
        return said + columns(failure);
    }

    /** The message names the rule; its detail names the columns, beside what rows hold. */
    private static String columns(SQLException failure) {
        var server = failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
        var detail = server == null ? null : server.getDetail();
        var columns = detail == null ? null : KEY_IN_DETAIL.matcher(detail);
        return columns != null && columns.find() ? " (" + columns.group(1) + ")" : "";
    }

    @Override
    public boolean isMissingObject(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "42703", "42P01" -> true;
            default -> false;
        };
    }

    @Override
    public String migrations() {
        return "db/migration/postgresql";
    }

    @Override
    public String ownSchema() {
        return "linchpin";
    }

    @Override
    public String own(String table) {
        return "linchpin." + table;
    }

    @Override
    public String in() {
        return "= any(?)";
    }

    @Override
    public String list(Collection<?> values) {
        return values.stream()
                .map(value -> value instanceof Long
                        ? value.toString()
                        : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public String skipLocked() {
        return locked() + " skip locked";
    }

    /** Not the strongest lock: inserting a row that refers to this one must not make it look busy. */
    @Override
    public String locked() {
        return "for no key update";
    }

    @Override
    public String forUpdate() {
        return "for update";
    }

    @Override
    public String forKeyShare() {
        return "for key share";
    }

    @Override
    public String like() {
        return "ilike ? escape '\\'";
    }

    @Override
    public String now() {
        return "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";
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
        return expression + "::text";
    }

    @Override
    public String rowKey(List<Column> columns, List<String> expressions) {
        return PostgresPlaces.rowKey(columns, expressions);
    }

    @Override
    public String keyAmong(List<Column> columns, List<String> expressions) {
        return PostgresPlaces.keyAmong(columns, expressions);
    }

    @Override
    public boolean holdsDocuments(Column column) {
        return PostgresPlaces.holdsDocuments(column);
    }

    @Override
    public String jsonText(String expression, List<String> path) {
        return PostgresPlaces.text(expression, path);
    }

    @Override
    public String jsonWith(Column column, @Nullable String expression, List<List<String>> paths) {
        return PostgresPlaces.with(column, expression, paths);
    }

    @Override
    public Map<String, Column> describe(Connection connection, String table) throws SQLException {
        return PostgresCatalogue.describe(connection, table);
    }

    @Override
    public Set<String> tables(Connection connection) throws SQLException {
        return PostgresCatalogue.tables(connection);
    }

    @Override
    public List<Set<String>> uniqueKeys(Connection connection, String table) throws SQLException {
        return PostgresCatalogue.uniqueKeys(connection, table);
    }

    @Override
    public boolean takesTriggers(Connection connection, String table) throws SQLException {
        return PostgresCatalogue.takesTriggers(connection, table);
    }

    @Override
    public boolean defersConstraints(Connection connection, String table) throws SQLException {
        return PostgresCatalogue.defersConstraints(connection, table);
    }

    @Override
    public boolean isComparable(Column column, String text) {
        return column.kind().takes(text);
    }

    @Override
    public @Nullable Object parameter(FieldType type, Column column, Value value) {
        if (value.isBlank()) {
            return column.required() && column.kind() == Column.Kind.TEXT ? "" : null;
        }
        return value.text();
    }

    @Override
    public String conversion(Column column, String text) {
        return "select cast(cast(? as " + column.type() + ") as text)";
    }

    @Override
    public String matchKey(FieldType type, Column column, String expression) {
        return switch (type) {
            case EMAIL -> "lower(btrim(" + asText(expression) + "))";
            case DOMAIN -> {
                var host = MatchKeys.markedHost("lower(btrim(" + asText(expression) + "))");
                yield "substr(split_part(" + host + ", '/', 1), 2)";
            }
            default -> column.kind() == Column.Kind.OTHER ? asText(expression) : expression;
        };
    }

    @Override
    public List<String> beforeCreating(String table) {
        var dot = table.indexOf('.');
        return dot < 0 ? List.of() : List.of("create schema if not exists " + quote(table.substring(0, dot)));
    }

    @Override
    public String columnType(FieldType type) {
        return switch (type) {
            case NUMBER -> "numeric";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case DATETIME -> "timestamptz";
            case TEXT, EMAIL, DOMAIN, ENUMERATION, OPTION_SET -> "text";
        };
    }

    @Override
    public String jsonType() {
        return "jsonb";
    }

    @Override
    public String stampType() {
        return "timestamptz";
    }

    @Override
    public String generatedKey() {
        return "bigint generated by default as identity primary key";
    }

    @Override
    public String keyType() {
        return "bigint";
    }

    @Override
    public String hubspotIdType() {
        return "text";
    }

    @Override
    public int longestName() {
        return 63;
    }

    @Override
    public boolean hasIndex(Connection connection, String table, String index) throws SQLException {
        return PostgresCatalogue.hasIndex(connection, table, index);
    }

    @Override
    public String managedTable(ObjectType type) {
        return "hubspot." + Quoting.tableName(type);
    }

    @Override
    public List<Trigger> triggers(Connection connection, ObjectMapping mapping) throws SQLException {
        var triggers = new ArrayList<Trigger>();
        if (!mapping.layout().isPolled()) {
            var columns = planned(mapping);
            columns.putAll(describe(connection, mapping.table()));
            triggers.addAll(PostgresTriggers.of(
                    mapping,
                    ScopeColumns.of(mapping, columns.keySet()),
                    PostgresCatalogue.fullName(connection, mapping.table()),
                    columns));
        }
        for (var edge : mapping.edges()) {
            if (edge.holder() instanceof EdgeMapping.Holder.Table table) {
                triggers.addAll(PostgresTriggers.of(
                        mapping.type(), table, PostgresCatalogue.fullName(connection, table.table())));
            }
        }
        return triggers;
    }

    /** As {@link dev.linchpin.database.managed.ManagedTables} is going to make them, where they are not there yet. */
    private Map<String, Column> planned(ObjectMapping mapping) {
        var columns = new LinkedHashMap<String, Column>();
        var key = mapping.layout().key().getFirst();
        columns.put(key, new Column(key, Column.Kind.INTEGER, keyType(), true, true));
        for (var field : mapping.captured()) {
            var isKey = mapping.edge(field.name()).isPresent();
            var type = isKey ? keyType() : columnType(field.type());
            var kind = isKey
                    ? Column.Kind.INTEGER
                    : switch (field.type()) {
                        case NUMBER -> Column.Kind.NUMERIC;
                        case BOOLEAN, DATE, DATETIME -> Column.Kind.OTHER;
                        case TEXT, EMAIL, DOMAIN, ENUMERATION, OPTION_SET -> Column.Kind.TEXT;
                    };
            columns.put(field.column(), new Column(field.column(), kind, type, false, false));
        }
        return columns;
    }

    @Override
    public List<Trigger> installedTriggers(Connection connection) throws SQLException {
        return PostgresTriggers.installed(connection);
    }

    @Override
    public String needs() {
        return "PostgreSQL 13";
    }

    @Override
    public boolean isTooOld(int major, int minor) {
        return major < 13;
    }

    @Override
    public String role(Connection connection) throws SQLException {
        return PostgresRights.role(connection);
    }

    @Override
    public boolean isAllPowerful(Connection connection) throws SQLException {
        return PostgresRights.isSuperuser(connection);
    }

    @Override
    public boolean mayAlter(Connection connection, String table) throws SQLException {
        return PostgresRights.mayAlter(connection, table);
    }

    @Override
    public List<String> missingRights(Connection connection, Collection<String> tables, boolean makes)
            throws SQLException {
        return PostgresRights.missing(connection, ownSchema(), tables, makes);
    }

    @Override
    public List<String> grants(String role, Collection<String> tables) {
        return PostgresRights.grants(role, ownSchema(), tables);
    }

    @Override
    public List<String> remains(Connection connection) throws SQLException {
        return PostgresRights.remains(connection, ownSchema());
    }
}
