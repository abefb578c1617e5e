package dev.linchpin.benchmarks.figures;

/**
 * One measured figure.
 *
 * @param database the database it was measured on; empty where none took part
 * @param value not a number where it could not be measured
 * @param ceiling what is physically possible, in the same unit; not a number where nothing bounds it
 */
public record Figure(String name, String database, double value, String unit, Aim aim, double ceiling) {

    public static Figure atMost(String name, double value, String unit, double bound) {
        return new Figure(name, "", value, unit, Aim.atMost(bound), Double.NaN);
    }

    public static Figure atLeast(String name, double value, String unit, double bound) {
        return new Figure(name, "", value, unit, Aim.atLeast(bound), Double.NaN);
    }

    public boolean isMet() {
        return aim.isMetBy(value);
    }

    /** How near it comes to what is possible, 1 being all of it; not a number where nothing bounds it. */
    public double shareOfCeiling() {
        return aim.isUpper() ? ceiling / value : value / ceiling;
    }
}
