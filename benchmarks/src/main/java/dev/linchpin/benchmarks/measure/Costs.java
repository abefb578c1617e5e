package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.figures.Series.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a change costs among how many links, as it is found out. */
final class Costs {
    private final Map<String, List<Series.Point>> calls = new LinkedHashMap<>();
    private final Map<String, List<Series.Point>> milliseconds = new LinkedHashMap<>();

    /**
     * @param way where the change went
     * @param callsPerThousand calls for 1,000 changes
     * @param processorMilliseconds the server's processor time for one change
     */
    void add(String way, int links, double callsPerThousand, double processorMilliseconds) {
        calls.computeIfAbsent(way, first -> new ArrayList<>()).add(new Series.Point(links, callsPerThousand));
        milliseconds
                .computeIfAbsent(way, first -> new ArrayList<>())
                .add(new Series.Point(links, processorMilliseconds));
    }

    void draw(Bench bench) {
        calls.forEach((way, points) -> bench.drew(Plot.COST, way, points));
        milliseconds.forEach((way, points) -> bench.drew(Plot.PROCESSOR, way, points));
    }
}
