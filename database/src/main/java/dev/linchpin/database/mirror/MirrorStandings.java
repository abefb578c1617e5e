package dev.linchpin.database.mirror;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.FieldType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How mirrors are doing, for whoever only looks at the database. Thread-safe. */
public final class MirrorStandings {
    private final Transactions transactions;

    public MirrorStandings(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param rows in its table
     * @param status {@code running}, {@code success} or {@code failed}
     * @param ranAt when the last run that succeeded began; null when none has
     * @param records rows that the last run wrote or took away
     * @param problem why the last run failed; null when it did not
     */
    public record Standing(
            String name,
            long rows,
            String status,
            @Nullable Instant ranAt,
            long records,
            @Nullable String problem) {}

    /** Those that ran in this database, by name. */
    public List<Standing> all() {
        return transactions.read(session -> {
            var mirrors = session.query("select name from $mirror order by name", row -> row.text(1));
            var dialect = session.dialect();
            var verbatim = session.verbatim();
            return mirrors.stream()
                    .flatMap(name -> standing(verbatim, dialect, name).stream())
                    .toList();
        });
    }

    private static List<Standing> standing(Session session, Dialect dialect, String name) {
        var table = dialect.mirrorTable(name);
        if (!isThere(session, dialect, table) || !isThere(session, dialect, dialect.mirrorState())) {
            return List.of();
        }
        return session.query(
                "select (select count(*) from " + dialect.table(table) + "), status, "
                        + dialect.asText("last_sync_timestamp") + ", coalesce(records_synced, 0), error_message from "
                        + dialect.table(dialect.mirrorState()) + " where object_type = ?",
                row -> {
                    var ranAt = FieldType.DATETIME.read(row.textOrNull(3));
                    return new Standing(
                            name,
                            row.number(1),
                            row.text(2),
                            ranAt.isBlank() ? null : Instant.parse(ranAt.text()),
                            row.number(4),
                            row.textOrNull(5));
                },
                name);
    }

    private static boolean isThere(Session session, Dialect dialect, String table) {
        return !session.ask(connection -> dialect.describe(connection, table)).isEmpty();
    }
}
