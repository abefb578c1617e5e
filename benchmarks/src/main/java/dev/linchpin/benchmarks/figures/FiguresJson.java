package dev.linchpin.benchmarks.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Figures as other programs read them: {@code {"figures":[{"name","database","value","unit","aim","met"}],
 * "observations":[{"name","database","value","unit"}]}}. A value that could not be measured is null.
 */
public final class FiguresJson {
    private FiguresJson() {}

    public static void write(Path file, List<Figure> figures, List<Observation> observations) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("figures");
        for (var figure : figures) {
            var each = list.addObject().put("name", figure.name()).put("database", figure.database());
            value(each, figure.value());
            each.put("unit", figure.unit()).put("aim", figure.aim().bound()).put("met", figure.isMet());
        }
        var beside = json.putArray("observations");
        for (var seen : observations) {
            var each = beside.addObject().put("name", seen.name()).put("database", seen.database());
            value(each, seen.value());
            each.put("unit", seen.unit());
        }
        Files.writeString(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /** JSON has no word for what is not a number. */
    private static void value(ObjectNode json, double value) {
        if (Double.isFinite(value)) {
            json.put("value", value);
        } else {
            json.putNull("value");
        }
    }
}
