package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Percentiles;
import dev.linchpin.benchmarks.figures.Series;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From when each change was made until it was seen on the other side. */
final class Latencies {
    private static final double MILLION = 1e6;
    private static final int POINTS = 100;

    private final List<Double> millis = new ArrayList<>();

    void add(Instant made, Instant seen) {
        millis.add(Duration.between(made, seen).toNanos() / MILLION);
    }

    int count() {
        return millis.size();
    }

    /** In order; @throws IOException when there is none */
    Percentiles percentiles() throws IOException {
        if (millis.isEmpty()) {
            throw new IOException("no change arrived");
        }
        return new Percentiles(millis);
    }

    /** Which share of the changes had arrived after how many milliseconds. */
    static List<Series.Point> distribution(Percentiles percentiles) {
        var points = new ArrayList<Series.Point>();
        for (int percent = 0; percent <= POINTS; percent++) {
            points.add(new Series.Point(percentiles.at(percent / (double) POINTS), percent / (double) POINTS));
        }
        return points;
    }
}
