package dev.linchpin.simulator.control;

import dev.linchpin.simulator.exchange.HtmlPage;
import dev.linchpin.simulator.exchange.Json;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the simulator says about itself, as a page for browsers. */
final class IndexPage {

    private IndexPage() {}

    /** The page that shows what {@link Index} tells. */
    static String of(JsonNode index) {
        var body = new StringBuilder("<p>" + escaped(index, "about") + "</p><nav>");
        index.forEachEntry((name, rows) -> {
            if (rows.isArray()) {
                body.append("<a href=\"#")
                        .append(name)
                        .append("\">")
                        .append(name)
                        .append("</a>");
            }
        });
        body.append("</nav>");
        section(body, "control", "<th>Call<th>What it does");
        for (JsonNode call : index.path("control").values()) {
            row(
                    body,
                    name(call, "method") + " " + name(call, "path"),
                    escaped(call, "does") + (call.has("example") ? "<br>" + code(Json.text(call.get("example"))) : ""));
        }
        end(body);
        section(body, "settings", "<th>Setting<th>Default<th>Meaning");
        for (JsonNode setting : index.path("settings").values()) {
            String standard = "<div class=\"value\">" + code(Json.text(setting.path("default"))) + "</div>";
            row(body, name(setting, "name"), standard, escaped(setting, "meaning"));
        }
        end(body);
        section(body, "faults", "<th>Kind<th>What happens");
        for (JsonNode kind : index.path("faults").values()) {
            row(body, name(kind, "kind"), escaped(kind, "meaning"));
        }
        end(body);
        section(body, "routes", "<th>Method<th>Limit<th>Paths");
        for (JsonNode route : index.path("routes").values()) {
            String paths = route.path("paths")
                    .valueStream()
                    .map(path -> code(path.asString()))
                    .collect(Collectors.joining("<br>"));
            row(body, name(route, "method"), escaped(route, "quota"), paths);
        }
        end(body);
        return HtmlPage.of("Simulated HubSpot", body.toString());
    }

    private static void section(StringBuilder page, String name, String heads) {
        page.append("<h2 id=\"").append(name).append("\">").append(name);
        page.append("</h2><div class=\"table\"><table><thead><tr>")
                .append(heads)
                .append("</thead><tbody>");
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(cell);
        }
    }

    private static void end(StringBuilder page) {
        page.append("</tbody></table></div>");
    }

    private static String name(JsonNode row, String key) {
        return "<code class=\"name\">" + escaped(row, key) + "</code>";
    }

    private static String code(String text) {
        return "<code>" + HtmlPage.escaped(text) + "</code>";
    }

    private static String escaped(JsonNode row, String key) {
        return HtmlPage.escaped(row.path(key).asString());
    }
}
