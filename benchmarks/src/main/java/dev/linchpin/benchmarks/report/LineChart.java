package dev.linchpin.benchmarks.report;

import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.figures.Series.Plot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lines on one pair of axes, as SVG with a legend. */
final class LineChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 16;
    private static final int BOTTOM = 52;

    /** Told apart by those who see colours differently, too, and readable on white and on black. */
    private static final List<String> COLOURS =
            List.of("#2f7ed8", "#d9651a", "#1a9a7a", "#b04fb3", "#8a7a10", "#d1495b", "#5a67d8", "#3f8f3f");

    private final Plot plot;
    private final List<Series> lines;
    private final Axis across;
    private final Axis up;

    LineChart(Plot plot, List<Series> lines) {
        this.plot = plot;
        this.lines = lines;
        this.across = Axis.of(values(lines, true), plot.isLogarithmic());
        this.up = Axis.of(values(lines, false), false);
    }

    private static List<Double> values(List<Series> lines, boolean isAcross) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .map(point -> isAcross ? point.x() : point.y())
                .toList();
    }

    String html() {
        var svg = new StringBuilder();
        svg.append("<figure>\n<figcaption>").append(Html.text(plot.title())).append("</figcaption>\n");
        svg.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT));
        svg.append("<title>").append(Html.text(plot.title() + ": " + names())).append("</title>\n");
        grid(svg);
        for (int number = 0; number < lines.size(); number++) {
            svg.append(line(lines.get(number), number));
        }
        svg.append("</svg>\n").append(legend()).append("</figure>\n");
        return svg.toString();
    }

    private String names() {
        return lines.stream().map(LineChart::name).collect(Collectors.joining("; "));
    }

    private static String name(Series line) {
        return line.database() + ", " + line.name();
    }

    private void grid(StringBuilder svg) {
        for (double tick : up.ticks()) {
            svg.append(String.format(
                    Locale.ROOT, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y(tick), WIDTH - RIGHT));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 8,
                    y(tick) + 4,
                    Axis.label(tick)));
        }
        for (double tick : across.ticks()) {
            svg.append(String.format(
                    Locale.ROOT, "<path class=\"grid\" d=\"M%.1f %dV%d\"/>", x(tick), TOP, HEIGHT - BOTTOM));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(tick),
                    HEIGHT - BOTTOM + 18,
                    Axis.label(tick)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                WIDTH - RIGHT,
                HEIGHT - 10,
                Html.text(plot.x())));
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"axis\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"end\">%s</text>%n",
                TOP,
                Html.text(plot.y())));
    }

    private String line(Series line, int number) {
        var path = line.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f %.1f", x(point.x()), y(point.y())))
                .collect(Collectors.joining("L"));
        var marks = line.points().size() > 8
                ? ""
                : line.points().stream()
                        .map(point -> String.format(
                                Locale.ROOT,
                                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
                                x(point.x()),
                                y(point.y()),
                                colour(line, number)))
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "<path class=\"line\" d=\"M%s\" stroke=\"%s\"%s><title>%s</title></path>%s%n",
                path,
                colour(line, number),
                line.isBound() ? " stroke-dasharray=\"6 5\"" : "",
                Html.text(name(line)),
                line.isBound() ? "" : marks);
    }

    private static String colour(Series line, int number) {
        return line.isBound() ? "#8b8b8b" : COLOURS.get(number % COLOURS.size());
    }

    private String legend() {
        var legend = new StringBuilder("<ul class=\"legend\">");
        for (int number = 0; number < lines.size(); number++) {
            var line = lines.get(number);
            legend.append(String.format(
                    Locale.ROOT,
                    "<li><span style=\"background:%s\"></span>%s</li>",
                    colour(line, number),
                    Html.text(name(line))));
        }
        return legend.append("</ul>\n").toString();
    }

    private double x(double value) {
        return LEFT + across.at(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.at(value) * (HEIGHT - TOP - BOTTOM);
    }
}
