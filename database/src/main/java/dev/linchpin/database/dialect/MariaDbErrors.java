package dev.linchpin.database.dialect;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What MariaDB's errors mean, by their numbers, and how people read them. */
final class MariaDbErrors {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate entry .* for key '(.*)'", Pattern.DOTALL);

    private MariaDbErrors() {}

    static String explain(String place, SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1045, 1698 ->
                "Cannot log in to " + place + ": the server refuses this user name or password; correct them";
            case 1044 -> "Cannot open " + place + ": this user has no rights on it; grant them";
            case 1049 -> "Cannot open " + place + ": there is no such database; create it";
            case 1040, 1203, 1226 ->
                "Cannot open " + place + ": the server has no connection left; raise max_connections";
            default ->
                String.valueOf(failure.getSQLState()).startsWith("08")
                        ? "Cannot reach " + place + ": no server answers there; check host, port and that it is running"
                        : "Cannot open " + place + ": " + refusal(failure);
        };
    }

    /**
     * Deadlock, lock not free in time, a row or table that was changed since it was looked at, or another transaction was
     * quicker to begin the same link: refusals of users' rows never get as far as here.
     */
    static boolean mayBeRepeated(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1213, 1205, 1020, 1412, 1062 -> true;
            default -> false;
        };
    }

    /** Data exceptions, constraints, check options, what triggers raise, rows that are too long, generated columns, views. */
    static boolean isRefusal(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("44")
                || state.startsWith("45")
                || switch (failure.getErrorCode()) {
                    case 1118,
                            1242,
                            1264,
                            1265,
                            1288,
                            1292,
                            1348,
                            1364,
                            1366,
                            1369,
                            1393,
                            1394,
                            1395,
                            1406,
                            1411,
                            1471,
                            1644,
                            1690,
                            1906,
                            3140,
                            4025,
                            4161 -> true;
                    default -> false;
                };
    }

    static boolean isMissingObject(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1051, 1054, 1146 -> true;
            default -> false;
        };
    }

    /** The unique key that another row is in the way by; empty when it is about something else. */
    static String brokenKey(SQLException failure) {
        var duplicate = DUPLICATE.matcher(String.valueOf(failure.getMessage()));
        return duplicate.find() ? duplicate.group(1) : "";
    }

    /** The server's sentence without what the driver and the row's place in the statement add, and how to mend what it is. */
    static String refusal(SQLException failure) {
        var said = String.valueOf(failure.getMessage())
                .replaceFirst("^\\(conn[:=]\\d+\\) ", "")
                .replaceFirst(" at row \\d+$", "");
        var key = brokenKey(failure);
        if (!key.isEmpty()) {
            // The value is of the row that is in the way as well.
            return "Duplicate value in the unique key '" + key + "'";
        }
        return switch (failure.getErrorCode()) {
            case 1242 -> "Duplicate value in a unique key"; // see MariaDbDialect#upsert
            case 1205 ->
                said + ": somebody's transaction stays open on a table or row that is needed; end it"
                        + " (information_schema.innodb_trx tells whose)";
            case 1142, 1143, 1227 -> said + "; grant it, see docs/databases.md";
            case 1419 -> said + "; have an administrator set log_bin_trust_function_creators = 1 on the server";
            case 1665 -> said + "; have an administrator set binlog_format to ROW or MIXED on the server";
            default -> said;
        };
    }
}
