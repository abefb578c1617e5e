package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.DatabaseServer;
import dev.linchpin.benchmarks.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures everything on one database. */
public final class DatabaseRun {
    private final Bench bench;
    private final DatabaseServer databases;
    private final Path directory;

    /** @param directory where all files go */
    public DatabaseRun(Bench bench, DatabaseServer databases, Path directory) {
        this.bench = bench;
        this.databases = databases;
        this.directory = directory;
    }

    /** A measurement that fails is told of, and those after it on the same site are not tried. */
    public void run() throws IOException {
        var costs = new Costs();
        var load = new LoadUnderLimits();
        var push = new PushUnderLimits();
        on("limited", bench.sizes().limited(), List.of(load, push, new Baseline(load::rate, push::rate)));
        on(
                "unlimited",
                bench.sizes().records(),
                List.of(
                        new LoadWithoutLimits(),
                        new InitialPush(),
                        new CallsPulled(),
                        new CallsPushed(),
                        new CallsCreated(),
                        new SqlToHubSpot(),
                        new HubSpotToSql(),
                        new StartToReady(),
                        new CaptureCost()));
        for (int links : bench.sizes().links()) {
            var isLast = links == Collections.max(bench.sizes().links());
            on("links-" + links, links, List.of(new ManyLinks(links, isLast, costs)));
        }
        if (bench.only().isEmpty()) {
            var expected = Measured.of(bench.sizes().links().isEmpty());
            costs.draw(bench);
            bench.findings().complete(expected, bench.database().key());
        }
    }

    /** The first measurement of a site fills it, so the others need it. */
    private List<Measurement> chosen(List<Measurement> measurements) {
        var chosen = measurements.stream()
                .filter(each -> each.title().toLowerCase(Locale.ROOT).contains(bench.only()))
                .toList();
        var first = measurements.getFirst();
        return chosen.isEmpty() || chosen.getFirst().equals(first)
                ? chosen
                : Stream.concat(Stream.of(first), chosen.stream()).toList();
    }

    private void on(String name, int contacts, List<Measurement> all) throws IOException {
        var measurements = chosen(all);
        if (measurements.isEmpty()) {
            return;
        }
        try (var site = Site.open(databases, directory.resolve(bench.database().key() + "-" + name), contacts)) {
            for (var each : measurements) {
                try {
                    each.run(bench, site);
                } catch (Exception failed) {
                    bench.findings()
                            .failed(bench.database().key() + ", " + each.title() + ": " + failed.getMessage()
                                    + ". Run it again with --keep to read the server's log");
                    return;
                }
            }
        }
    }
}
