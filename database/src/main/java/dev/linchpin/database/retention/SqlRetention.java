package dev.linchpin.database.retention;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.store.Retention;
import java.time.Duration;
import java.time.Instant;

/** Takes out what has served, within one transaction. */
public final class SqlRetention implements Retention {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Session session;

    public SqlRetention(Session session) {
        this.session = session;
    }

    @Override
    public int purge(Kind kind, Instant before, int limit) {
        return switch (kind) {
            // These two grow at their end and are the largest, so only their oldest are looked at.
            case WEBHOOK_EVENTS -> session.update("""
                    delete from $webhook_event where id in (select id from
                        (select id, processed_at from $webhook_event order by id limit ?) oldest
                        where oldest.processed_at < ?)
                    """, limit, before);
            case JOURNAL -> session.update("""
                    delete from $sync_log where id in (select id from
                        (select id, at from $sync_log order by id limit ?) oldest where oldest.at < ?)
                    """, limit, before);
            case CLOSED_CONFLICTS ->
                session.update(
                        "delete from $conflict where id in (select id from"
                                + " (select id from $conflict where closed_at < ? limit ?) oldest)",
                        before,
                        limit);
            case TOMBSTONES -> session.update("""
                    delete from $tombstone where id in (select id from (select id from $tombstone
                        where ended_at < ? and row_gone and record_gone limit ?) oldest)
                    """, before, limit);
            case RECONCILIATION_RUNS -> session.update("""
                    delete from $reconciliation_run where id in
                        (select id from (select id from $reconciliation_run where ended_at < ? limit ?) oldest)
                    """, before, limit);
            case FEED_FIGURES ->
                session.update("delete from $feed_figure where hour < ?", before.toEpochMilli() / HOUR);
            case STATISTICS ->
                session.update("delete from $statistic where minute < ?", before.toEpochMilli() / MINUTE);
        };
    }
}
