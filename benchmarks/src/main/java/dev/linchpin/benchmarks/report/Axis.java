package dev.linchpin.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From values to places on a plot.
 *
 * @param least the value at its beginning
 * @param most the value at its end, greater than the least
 * @param isLogarithmic whether equal ratios, not equal differences, are equally far apart; then all values are positive
 */
record Axis(double least, double most, boolean isLogarithmic) {
    private static final int TICKS = 5;
    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;

    /** Of these values, with whole steps at both ends. */
    static Axis of(List<Double> values, boolean isLogarithmic) {
        double smallest = values.stream().mapToDouble(value -> value).min().orElse(0);
        double greatest = values.stream().mapToDouble(value -> value).max().orElse(1);
        if (isLogarithmic) {
            double low = Math.max(smallest, Double.MIN_NORMAL);
            return new Axis(low, greatest > low ? greatest : low * 2, true);
        }
        double low = Math.min(0, smallest);
        double high = greatest > low ? greatest : low + 1;
        double step = step(high - low);
        return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, false);
    }

    /** Where a value is, 0 being the beginning and 1 the end; what lies beyond an end is put there. */
    double at(double value) {
        double place = isLogarithmic
                ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
                : (value - least) / (most - least);
        return Math.clamp(place, 0, 1);
    }

    /** The values that are written beside it. */
    List<Double> ticks() {
        var ticks = new ArrayList<Double>();
        if (isLogarithmic) {
            for (double decade = Math.pow(10, Math.floor(Math.log10(least))); decade <= most; decade *= 10) {
                for (double factor : new double[] {1, 2, 5}) {
                    if (decade * factor >= least * 0.999 && decade * factor <= most * 1.001) {
                        ticks.add(decade * factor);
                    }
                }
            }
            return ticks;
        }
        double step = step(most - least);
        for (double tick = least; tick <= most + step / 2; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double step(double range) {
        double rough = range / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double factor = rough / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    /** A value in few characters: 1.5 k for 1,500. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size >= MILLION) {
            return plain(value / MILLION) + " M";
        }
        return size >= THOUSAND ? plain(value / THOUSAND) + " k" : plain(value);
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
