package dev.linchpin.server.cli;

import dev.linchpin.engine.verify.Figures;
import dev.linchpin.server.http.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a comparison found, for reading or for scripts. */
final class FiguresReport {
    private record TypeJson(
            String objectType,
            long rows,
            long records,
            long links,
            long compared,
            long equal,
            long unexplained,
            Map<String, Long> differences,
            List<String> samples) {
        static TypeJson of(String type, Figures figures) {
            return new TypeJson(
                    type,
                    figures.count("rows"),
                    figures.count("records"),
                    figures.count("links"),
                    figures.count("compared"),
                    figures.count("equal"),
                    figures.unexplained(),
                    explained(figures),
                    figures.samples());
        }
    }

    private FiguresReport() {}

    static void print(Map<String, Figures> reports, boolean json, PrintWriter out) {
        if (json) {
            var types = reports.entrySet().stream()
                    .map(report -> TypeJson.of(report.getKey(), report.getValue()))
                    .toList();
            out.println(new String(new Json().write(Map.of("types", types)), StandardCharsets.UTF_8));
        } else {
            reports.forEach((type, figures) -> print(type, figures, out));
        }
        out.flush();
    }

    private static void print(String type, Figures figures, PrintWriter out) {
        out.printf(
                "%s: %,d rows, %,d records, %,d links; %,d compared, %,d equal%n",
                type,
                figures.count("rows"),
                figures.count("records"),
                figures.count("links"),
                figures.count("compared"),
                figures.count("equal"));
        explained(figures).forEach((difference, count) -> out.printf("  %-32s%,10d%n", inWords(difference), count));
        if (figures.unexplained() > 0) {
            out.printf("  Nothing explains %,d of them:%n", figures.unexplained());
            figures.samples().forEach(sample -> out.println("    " + sample));
        }
    }

    private static Map<String, Long> explained(Figures figures) {
        var differences = new TreeMap<>(figures.counts());
        differences.keySet().removeIf(name -> !name.contains("."));
        return differences;
    }

    /** {@code row_alone.pending} as "row alone: pending". */
    private static String inWords(String difference) {
        return difference.replace('_', ' ').replace(".", ": ");
    }
}
