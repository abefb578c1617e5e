package dev.linchpin.benchmarks.figures;

/**
 * What a figure is to reach.
 *
 * @param bound in the figure's unit
 * @param isUpper whether the figure is to be at most that; else at least
 */
public record Aim(double bound, boolean isUpper) {

    public static Aim atMost(double bound) {
        return new Aim(bound, true);
    }

    public static Aim atLeast(double bound) {
        return new Aim(bound, false);
    }

    /** Whether a value reaches it; one that was not measured never does. */
    public boolean isMetBy(double value) {
        return isUpper ? value <= bound : value >= bound;
    }
}
