package dev.linchpin.database.statistics;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps figures by the minute. Thread-safe. */
public final class Statistics {
    /** What a minute belongs to that belongs to no type. */
    private static final String CONNECTION = "";

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Transactions transactions;

    public Statistics(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Adds to the figures of a minute, together with how long the queue is just now.
     *
     * @param at any moment of the minute
     * @param connection what belongs to no type
     */
    public void add(Instant at, Sample connection, Map<ObjectType, Sample> types) {
        var named = new TreeMap<String, Sample>();
        types.forEach((type, sample) -> named.put(type.name(), sample));
        named.put(CONNECTION, connection);
        transactions.write(session -> {
            var depths = depths(session);
            return session.updateEach(
                    """
                    insert into $statistic as s (object_type, minute, to_hubspot, to_database, failures, queue_depth,
                        lag_to_hubspot_ms, lag_to_database_ms, api_calls)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (object_type, minute) do update set
                        to_hubspot = s.to_hubspot + excluded.to_hubspot,
                        to_database = s.to_database + excluded.to_database,
                        failures = s.failures + excluded.failures,
                        queue_depth = case when s.queue_depth >= excluded.queue_depth
                            then s.queue_depth else excluded.queue_depth end,
                        lag_to_hubspot_ms = case when s.lag_to_hubspot_ms >= excluded.lag_to_hubspot_ms
                            then s.lag_to_hubspot_ms else coalesce(excluded.lag_to_hubspot_ms, s.lag_to_hubspot_ms) end,
                        lag_to_database_ms = case when s.lag_to_database_ms >= excluded.lag_to_database_ms
                            then s.lag_to_database_ms else coalesce(excluded.lag_to_database_ms, s.lag_to_database_ms) end,
                        api_calls = s.api_calls + excluded.api_calls
                    """,
                    named.entrySet().stream()
                            .map(entry -> row(
                                    entry.getKey(),
                                    at.toEpochMilli() / MINUTE,
                                    entry.getValue(),
                                    depths.getOrDefault(entry.getKey(), 0L)))
                            .toList());
        });
    }

    private static @Nullable Object[] row(String type, long minute, Sample sample, long depth) {
        return new @Nullable Object[] {
            type,
            minute,
            sample.toHubSpot(),
            sample.toDatabase(),
            sample.failures(),
            depth,
            milliseconds(sample.lagToHubSpot()),
            milliseconds(sample.lagToDatabase()),
            sample.apiCalls()
        };
    }

    private static Map<String, Long> depths(Session session) {
        record Depth(String type, long entries) {}
        var depths = new HashMap<String, Long>();
        session.query(
                        "select object_type, count(*) from $sync_queue group by object_type",
                        row -> new Depth(row.text(1), row.number(2)))
                .forEach(depth -> depths.put(depth.type(), depth.entries()));
        return depths;
    }

    /**
     * The figures of a stretch of time, in steps that begin with multiples of the step since 1970; steps in which nothing ran
     * are absent.
     *
     * @param from any moment of the first step
     * @param to the end, itself not in it
     * @param step a whole number of minutes
     * @param type only this one, and the whole connection; null: all types
     */
    public List<Point> between(Instant from, Instant to, Duration step, @Nullable ObjectType type) {
        var minutes = step.toMinutes();
        var first = Math.floorDiv(from.toEpochMilli() / MINUTE, minutes) * minutes;
        var only = type == null ? "" : " and object_type in ('', ?)";
        var sql = "select object_type, minute - minute % ?, sum(to_hubspot), sum(to_database), sum(failures),"
                + " max(lag_to_hubspot_ms), max(lag_to_database_ms), sum(api_calls), max(queue_depth) from $statistic"
                + " where minute >= ? and minute < ?" + only + " group by object_type, 2 order by object_type, 2";
        var last = Math.ceilDiv(to.toEpochMilli(), MINUTE);
        return transactions.read(session -> type == null
                ? session.query(sql, Statistics::point, minutes, first, last)
                : session.query(sql, Statistics::point, minutes, first, last, type.name()));
    }

    private static Point point(Columns row) throws SQLException {
        var type = row.text(1);
        return new Point(
                type.equals(CONNECTION) ? null : new ObjectType(type),
                Instant.ofEpochMilli(row.number(2) * MINUTE),
                new Sample(
                        row.number(3),
                        row.number(4),
                        row.number(5),
                        duration(row.timeOrNull(6)),
                        duration(row.timeOrNull(7)),
                        row.number(8)),
                row.number(9));
    }

    private static @Nullable Duration duration(@Nullable Instant milliseconds) {
        return milliseconds == null ? null : Duration.ofMillis(milliseconds.toEpochMilli());
    }

    private static @Nullable Long milliseconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
