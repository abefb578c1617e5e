package dev.linchpin.benchmarks.report;

import dev.linchpin.benchmarks.figures.Figure;
import dev.linchpin.benchmarks.figures.FigureTable;
import dev.linchpin.benchmarks.figures.Findings;
import dev.linchpin.benchmarks.figures.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes what was found as a page. */
public final class HtmlReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6472; --line: #d9dee6; --back: #fff;
              --good: #11734b; --bad: #b3261e; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a3adba; --line: #353c47; --back: #15181d;
              --good: #58c795; --bad: #ff8a80; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back);
              max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
            .where { color: var(--soft); }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
            th { color: var(--soft); font-weight: 600; } td.number, th.number { text-align: right; }
            .met { color: var(--good); } .missed { color: var(--bad); font-weight: 600; }
            figure { margin: 1.5rem 0 2.5rem; } figcaption { font-weight: 600; margin-bottom: .4rem; }
            svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: var(--soft); }
            svg .grid { stroke: var(--line); stroke-width: 1; } svg .line { fill: none; stroke-width: 2; }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; padding: 0; margin: .3rem 0 0; }
            .legend span { display: inline-block; width: 1.1em; height: 3px; margin-right: .5em; vertical-align: middle; }
            """;

    private HtmlReport() {}

    /**
     * @param where on what it was measured, and when, in one sentence
     * @throws IOException when the file cannot be written
     */
    public static void write(Path file, Findings findings, String where) throws IOException {
        var page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<title>Linchpin, measured</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        page.append("<h1>Linchpin, measured</h1>\n<p class=\"where\">")
                .append(Html.text(where))
                .append("</p>\n");
        failures(page, findings.failures());
        figures(page, findings.figures());
        plots(page, findings.series());
        observations(page, findings);
        page.append("</body>\n</html>\n");
        Files.writeString(file, page);
    }

    private static void failures(StringBuilder page, List<String> failures) {
        if (!failures.isEmpty()) {
            page.append("<h2>What could not be measured</h2>\n<ul>\n");
            failures.forEach(each -> page.append("<li>").append(Html.text(each)).append("</li>\n"));
            page.append("</ul>\n");
        }
    }

    private static void figures(StringBuilder page, List<Figure> figures) {
        page.append(
                "<h2>Figures and their aims</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>database</th><th>figure</th>");
        page.append("<th class=\"number\">value</th><th>unit</th><th class=\"number\">aim</th><th></th>");
        page.append("<th class=\"number\">of the ceiling</th></tr></thead>\n<tbody>\n");
        for (var figure : figures) {
            var share = figure.shareOfCeiling();
            page.append("<tr><td>").append(Html.text(figure.database())).append("</td><td>");
            page.append(Html.text(figure.name())).append("</td><td class=\"number\">");
            page.append(FigureTable.number(figure.value())).append("</td><td>").append(Html.text(figure.unit()));
            page.append("</td><td class=\"number\">").append(figure.aim().isUpper() ? "&le; " : "&ge; ");
            page.append(FigureTable.number(figure.aim().bound())).append("</td><td class=\"");
            page.append(figure.isMet() ? "met" : "missed").append("\">").append(FigureTable.verdict(figure));
            page.append("</td><td class=\"number\">");
            page.append(Double.isFinite(share) ? String.format(Locale.ROOT, "%.0f %%", share * 100) : "");
            page.append("</td></tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    private static void plots(StringBuilder page, List<Series> series) {
        for (var plot : Series.Plot.values()) {
            var lines = series.stream().filter(line -> line.plot() == plot).toList();
            if (!lines.isEmpty()) {
                page.append(new LineChart(plot, lines).html());
            }
        }
    }

    private static void observations(StringBuilder page, Findings findings) {
        page.append("<h2>Seen beside</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>database</th><th>what</th>");
        page.append("<th class=\"number\">value</th><th>unit</th></tr></thead>\n<tbody>\n");
        for (var seen : findings.observations()) {
            page.append("<tr><td>").append(Html.text(seen.database())).append("</td><td>");
            page.append(Html.text(seen.name())).append("</td><td class=\"number\">");
            page.append(FigureTable.number(seen.value())).append("</td><td>").append(Html.text(seen.unit()));
            page.append("</td></tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }
}
