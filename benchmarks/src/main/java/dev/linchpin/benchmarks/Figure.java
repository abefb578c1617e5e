package dev.linchpin.benchmarks;

import java.util.Locale;

/**
 * One measured figure.
 *
 * @param aim the bound, in the same unit
 * @param atMost whether the aim is an upper bound; else it is a lower one
 */
record Figure(String name, double value, String unit, double aim, boolean atMost) {

    static Figure atMost(String name, double value, String unit, double aim) {
        return new Figure(name, value, unit, aim, true);
    }

    static Figure atLeast(String name, double value, String unit, double aim) {
        return new Figure(name, value, unit, aim, false);
    }

    boolean isMet() {
        return atMost ? value <= aim : value >= aim;
    }

    /** One line of a table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-58s %10.2f %-9s %s %8.1f  %s",
                name,
                value,
                unit,
                atMost ? "<=" : ">=",
                aim,
                isMet() ? "met" : "MISSED");
    }
}
