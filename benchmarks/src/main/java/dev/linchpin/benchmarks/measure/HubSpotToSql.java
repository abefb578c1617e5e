package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.site.Rows;
import dev.linchpin.benchmarks.site.Site;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * People's edits at an even rate, told by webhooks: from the simulator's commit of each, by the time in its history, until a query of
 * another connection shows it, with limits off and an API that takes its time. Subtracted is what the API takes: one read.
 */
final class HubSpotToSql implements Measurement {
    private static final double ON_THE_PATH = LoadUnderLimits.LATENCY.toMillis();
    private static final Duration LOOK_EVERY = Duration.ofMillis(4);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "HubSpot to SQL";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int changes = Pace.changes(bench.sizes().steady());
        site.account().limits("off", LoadUnderLimits.LATENCY);
        try (var rows = site.rows()) {
            var ids = rows.pairs(changes).stream().map(Rows.Pair::hubspotId).toList();
            var seen = observe(bench, site, rows, ids, changes);
            var made = site.account().history(ids, "mobilephone");
            var latencies = new Latencies();
            for (int number = Pace.warmingUp(changes); number < changes; number++) {
                var at = made.get(value(number));
                var arrived = seen.get(value(number));
                if (at != null && arrived != null) {
                    latencies.add(at, arrived);
                }
            }
            var percentiles = latencies.percentiles();
            bench.found(Measured.HUBSPOT_TO_SQL_P50_MS, percentiles.median() - ON_THE_PATH);
            bench.found(Measured.HUBSPOT_TO_SQL_P99_MS, percentiles.at(0.99) - ON_THE_PATH);
            bench.saw("HubSpot to SQL, p50 with the API's latency", percentiles.median(), "ms");
            bench.saw("HubSpot to SQL, p99 with the API's latency", percentiles.at(0.99), "ms");
            bench.saw("HubSpot to SQL, changes measured", latencies.count(), "changes");
            bench.drew(Series.Plot.LATENCY, "HubSpot to SQL", Latencies.distribution(percentiles));
        }
        Watch.untilQuiet(site);
    }

    private static String value(int number) {
        return "+49 171 " + (1_000_000 + number);
    }

    /** Has the edits made by a thread of its own, and notes when each value is first seen. */
    private Map<String, Instant> observe(Bench bench, Site site, Rows rows, List<String> ids, int changes)
            throws Exception {
        var seen = new HashMap<String, Instant>();
        var outstanding = new ConcurrentHashMap<String, String>();
        try (var people = Executors.newSingleThreadExecutor();
                var task = bench.progress().begin(title(), changes)) {
            Callable<Boolean> edits = () -> {
                Pace.keep(changes, number -> {
                    var id = ids.get(number % ids.size());
                    outstanding.put(id, value(number));
                    site.account().edit(id, "mobilephone", value(number));
                });
                return true;
            };
            Future<Boolean> editing = people.submit(edits);
            long end = Long.MAX_VALUE;
            while (!editing.isDone() || !outstanding.isEmpty()) {
                look(rows, outstanding, seen);
                task.to(seen.size());
                if (editing.isDone() && end == Long.MAX_VALUE) {
                    editing.get();
                    end = System.nanoTime() + PATIENCE.toNanos();
                }
                if (System.nanoTime() > end) {
                    throw new IOException(
                            outstanding.size() + " changes did not arrive within " + PATIENCE.toSeconds() + " s");
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            editing.get();
        }
        return seen;
    }

    private static void look(Rows rows, Map<String, String> outstanding, Map<String, Instant> seen)
            throws SQLException {
        if (outstanding.isEmpty()) {
            return;
        }
        var values = rows.values("mobilephone", outstanding.keySet());
        var now = Instant.now();
        values.forEach((id, value) -> {
            if (outstanding.remove(id, value)) {
                seen.put(value, now);
            }
        });
    }
}
