package dev.linchpin.database.mirror;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.mirror.MirrorTableException;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code sync_state}, in which people and their programs look how mirrors are doing. */
final class SyncState {
    static final String RUNNING = "running";
    static final String SUCCESS = "success";
    static final String FAILED = "failed";

    private static final List<String> COLUMNS = List.of(
            "id",
            "object_type",
            "last_sync_timestamp",
            "last_sync_date",
            "status",
            "records_synced",
            "error_message",
            "created_at",
            "updated_at");

    private final Session session;
    private final Dialect dialect;
    private final String table;
    private final Map<String, Column> described;

    SyncState(Session session) {
        this.session = session.verbatim();
        this.dialect = session.dialect();
        this.table = dialect.table(dialect.mirrorState());
        this.described = session.ask(connection -> dialect.describe(connection, dialect.mirrorState()));
    }

    boolean isThere() {
        return !described.isEmpty();
    }

    /** @throws MirrorTableException when there is another table of the name */
    List<Step> plan() {
        var name = dialect.mirrorState();
        if (isThere()) {
            for (var column : COLUMNS) {
                if (!described.containsKey(column)) {
                    throw new MirrorTableException("There is a table '" + name + "' already that does not tell how"
                            + " mirrors are doing: it has no column '" + column + "'. Rename it");
                }
            }
            return List.of();
        }
        var steps = new ArrayList<Step>();
        dialect.beforeCreating(name).forEach(sql -> steps.add(new Step("Make room for the table " + name, sql)));
        var number = dialect.keyType();
        var stamp = dialect.stampType();
        steps.add(new Step(
                "Create the table " + name,
                "create table " + table + " (id " + dialect.generatedKey() + ", object_type "
                        + dialect.hubspotIdType() + " not null unique, last_sync_timestamp " + number
                        + ", last_sync_date " + stamp + ", status " + dialect.hubspotIdType()
                        + " not null, records_synced " + number + ", error_message "
                        + dialect.columnType(FieldType.TEXT) + ", created_at " + stamp + ", updated_at " + stamp
                        + ")"));
        return steps;
    }

    void began(String mirror, Instant now) {
        var changed = session.update(
                "update " + table + " set status = ?, updated_at = ? where object_type = ?",
                RUNNING,
                stamp("updated_at", now),
                mirror);
        if (changed == 0) {
            insert(mirror, RUNNING, now);
        }
    }

    private void insert(String mirror, String status, Instant now) {
        session.update(
                "insert into " + table
                        + " (object_type, status, records_synced, created_at, updated_at) values (?, ?, 0, ?, ?)",
                mirror,
                status,
                stamp("created_at", now),
                stamp("updated_at", now));
    }

    /** @param beganAt when the run began, which then is the last that succeeded */
    void succeeded(String mirror, Instant beganAt, long records, Instant now) {
        began(mirror, now);
        session.update(
                "update " + table + " set status = ?, last_sync_timestamp = ?, last_sync_date = ?, records_synced = ?,"
                        + " error_message = null, updated_at = ? where object_type = ?",
                SUCCESS,
                beganAt,
                stamp("last_sync_date", beganAt),
                records,
                stamp("updated_at", now),
                mirror);
    }

    void failed(String mirror, long records, String problem, Instant now) {
        began(mirror, now);
        session.update(
                "update " + table + " set status = ?, records_synced = ?, error_message = ?, updated_at = ?"
                        + " where object_type = ?",
                FAILED,
                records,
                problem,
                stamp("updated_at", now),
                mirror);
    }

    private @Nullable Object stamp(String column, Instant at) {
        var there = described.get(column);
        return there == null ? null : dialect.parameter(FieldType.DATETIME, there, Value.of(MirrorRows.text(at)));
    }
}
