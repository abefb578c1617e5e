package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.site.Rows;
import dev.linchpin.benchmarks.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Single-row updates at an even rate: from each one's commit until the simulator committed it, by the time in its history, with
 * limits off and an API that takes its time. What the API takes is subtracted: one read, and of the write the half that passes before
 * the simulator commits.
 */
final class SqlToHubSpot implements Measurement {
    private static final double ON_THE_PATH = LoadUnderLimits.LATENCY.toMillis() * 1.5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "SQL to HubSpot";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int changes = Pace.changes(bench.sizes().steady());
        site.account().limits("off", LoadUnderLimits.LATENCY);
        try (var rows = site.rows();
                var task = bench.progress().begin(title(), changes)) {
            var pairs = rows.pairs(changes);
            var committed = new Instant[changes];
            Pace.keep(changes, number -> {
                rows.change(pairs.get(number % pairs.size()).key(), "phone", value(number));
                committed[number] = Instant.now();
                task.to(number + 1L);
            });
            var ids = pairs.stream().map(Rows.Pair::hubspotId).toList();
            var last = ids.get((changes - 1) % ids.size());
            awaitArrival(site, last, value(changes - 1));
            var arrived = site.account().history(ids, "phone");
            var latencies = new Latencies();
            for (int number = Pace.warmingUp(changes); number < changes; number++) {
                var at = arrived.get(value(number));
                if (at != null) {
                    latencies.add(committed[number], at);
                }
            }
            var percentiles = latencies.percentiles();
            bench.found(Measured.SQL_TO_HUBSPOT_P50_MS, percentiles.median() - ON_THE_PATH);
            bench.found(Measured.SQL_TO_HUBSPOT_P99_MS, percentiles.at(0.99) - ON_THE_PATH);
            bench.saw("SQL to HubSpot, p50 with the API's latency", percentiles.median(), "ms");
            bench.saw("SQL to HubSpot, p99 with the API's latency", percentiles.at(0.99), "ms");
            bench.saw("SQL to HubSpot, changes measured", latencies.count(), "changes");
            bench.drew(Series.Plot.LATENCY, "SQL to HubSpot", Latencies.distribution(percentiles));
        }
        Watch.untilQuiet(site);
    }

    private static String value(int number) {
        return "+49 40 " + (1_000_000 + number);
    }

    private static void awaitArrival(Site site, String id, String value) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!site.account().history(List.of(id), "phone").containsKey(value)) {
            if (System.nanoTime() > end) {
                throw new IOException("the last change did not arrive within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
