package dev.linchpin.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML into {@link YamlNode}s, because complaints must name lines. */
final class YamlFile {
    private final String name;
    private final List<Problem> problems;

    private YamlFile(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The document's top mapping; empty when there is none, with the reason among the problems. */
    static YamlNode.Mapping read(String name, String text, List<Problem> problems) {
        return new YamlFile(name, problems).read(text);
    }

    private YamlNode.Mapping read(String text) {
        try (var parser = new YAMLMapper().createParser(text)) {
            var first = parser.nextToken();
            if (first == null) {
                return new YamlNode.Mapping(Map.of(), 1);
            }
            if (node(parser) instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            problems.add(new Problem(name + ":1", "the file must consist of 'key: value' lines"));
        } catch (JacksonException malformed) {
            var location = malformed.getLocation();
            var line = location == null ? 1 : Math.max(1, location.getLineNr());
            problems.add(new Problem(name + ":" + line, "this is not YAML: " + firstLine(malformed)));
        }
        return new YamlNode.Mapping(Map.of(), 1);
    }

    private YamlNode node(JsonParser parser) {
        var line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, line);
            case START_ARRAY -> sequence(parser, line);
            case VALUE_NULL -> new YamlNode.Scalar("", line);
            default -> new YamlNode.Scalar(parser.getString(), line);
        };
    }

    private YamlNode.Mapping mapping(JsonParser parser, int line) {
        var entries = new LinkedHashMap<String, YamlNode.Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            var earlier = entries.putIfAbsent(key, new YamlNode.Entry(node(parser), keyLine));
            if (earlier != null) {
                problems.add(
                        new Problem(name + ":" + keyLine, "'" + key + "' was already given in line " + earlier.line()));
            }
        }
        return new YamlNode.Mapping(entries, line);
    }

    private YamlNode.Sequence sequence(JsonParser parser, int line) {
        var items = new ArrayList<YamlNode>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser));
        }
        return new YamlNode.Sequence(items, line);
    }

    private static String firstLine(JacksonException malformed) {
        return malformed.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
