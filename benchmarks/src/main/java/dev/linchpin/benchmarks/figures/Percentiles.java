package dev.linchpin.benchmarks.figures;

import java.util.Arrays;
import java.util.Collection;

/** Measured values in order. */
public final class Percentiles {
    private final double[] sorted;

    /** @throws IllegalArgumentException when there are no values */
    public Percentiles(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        sorted = values.stream().mapToDouble(value -> value).toArray();
        Arrays.sort(sorted);
    }

    /** The smallest value that this share of all values does not exceed (nearest rank); of 0.5, about the median. */
    public double at(double share) {
        var rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    public double median() {
        return at(0.5);
    }

    public int count() {
        return sorted.length;
    }
}
