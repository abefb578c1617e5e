package dev.linchpin.benchmarks.figures;

import java.util.List;
import java.util.Locale;

/** Figures as lines of a table for terminals. */
public final class FigureTable {
    private static final String LINE = "%-10s %-34s %12s %-10s %11s  %-11s %s";

    private FigureTable() {}

    public static String header() {
        return String.format(Locale.ROOT, LINE, "database", "figure", "value", "unit", "aim", "met", "of the ceiling")
                .stripTrailing();
    }

    public static String line(Figure figure) {
        var share = figure.shareOfCeiling();
        return String.format(
                        Locale.ROOT,
                        LINE,
                        figure.database(),
                        figure.name(),
                        number(figure.value()),
                        figure.unit(),
                        (figure.aim().isUpper() ? "<= " : ">= ")
                                + number(figure.aim().bound()),
                        verdict(figure),
                        Double.isFinite(share) ? Math.round(share * 100) + " %" : "")
                .stripTrailing();
    }

    /** Whether the aim is met, in words. */
    public static String verdict(Figure figure) {
        return Double.isNaN(figure.value()) ? "not measured" : figure.isMet() ? "met" : "MISSED";
    }

    /** All of them, with a header. */
    public static String of(List<Figure> figures) {
        var text = new StringBuilder(header()).append('\n');
        figures.forEach(figure -> text.append(line(figure)).append('\n'));
        return text.toString();
    }

    /** A number with as many digits as mean something. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        var size = Math.abs(value);
        var format = size >= 1_000 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%,.1f" : "%,.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
