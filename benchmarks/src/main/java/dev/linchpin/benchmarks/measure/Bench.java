package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Findings;
import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Observation;
import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.site.DatabaseKind;
import dev.linchpin.benchmarks.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every measurement works with.
 *
 * @param only a part of the titles of what is measured; empty for everything
 * @param home where Linchpin's sources and its launcher are; null where only classes are
 */
public record Bench(
        DatabaseKind database,
        Sizes sizes,
        Findings findings,
        Progress progress,
        String only,
        @Nullable Path home) {

    void found(Measured figure, double value) {
        findings.add(figure.figure(database.key(), value));
    }

    void saw(String what, double value, String unit) {
        findings.add(new Observation(what, database.key(), value, unit));
    }

    /**
     * Tells how long processors worked for a record, which other work on the machine changes little.
     *
     * @param before the server's processor time when it began
     */
    void sawProcessorTime(String what, Site site, Duration before, int records) {
        var took = site.server().processorTime().minus(before);
        saw("the server's processor time for a record of the " + what, took.toNanos() / 1e6 / records, "ms");
    }

    void drew(Series.Plot plot, String name, List<Series.Point> points) {
        findings.add(new Series(plot, name, database.key(), points, false));
    }

    /** Draws what is possible. */
    void drewBound(Series.Plot plot, String name, List<Series.Point> points) {
        findings.add(new Series(plot, name, database.key(), points, true));
    }
}
