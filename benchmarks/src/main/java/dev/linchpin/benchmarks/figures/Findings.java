package dev.linchpin.benchmarks.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a run has found so far. Confined to one thread. */
public final class Findings {
    private final List<Figure> figures = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Consumer<Figure> announcement;

    /** @param announcement told of each figure as it is found */
    public Findings(Consumer<Figure> announcement) {
        this.announcement = announcement;
    }

    public void add(Figure figure) {
        figures.add(figure);
        announcement.accept(figure);
    }

    public void add(Observation observation) {
        observations.add(observation);
    }

    public void add(Series line) {
        series.add(line);
    }

    /** @param sentence what could not be measured, why, and how to mend it */
    public void failed(String sentence) {
        failures.add(sentence);
    }

    /** What was to be measured and was not is there too, as not a number, so that nobody takes its absence for success. */
    public void complete(List<Measured> expected, String database) {
        for (var each : expected) {
            var isThere = figures.stream()
                    .anyMatch(figure -> figure.name().equals(each.key())
                            && figure.database().equals(database));
            if (!isThere) {
                figures.add(each.figure(database, Double.NaN));
            }
        }
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    public List<Series> series() {
        return List.copyOf(series);
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether nothing was measured, and nothing failed. */
    public boolean isEmpty() {
        return figures.isEmpty() && observations.isEmpty() && failures.isEmpty();
    }

    public boolean isEveryAimMet() {
        return figures.stream().allMatch(Figure::isMet);
    }
}
