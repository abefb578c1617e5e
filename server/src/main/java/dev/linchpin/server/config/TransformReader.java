package dev.linchpin.server.config;

import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.transform.Cents;
import dev.linchpin.engine.transform.Chain;
import dev.linchpin.engine.transform.Codes;
import dev.linchpin.engine.transform.DateFormat;
import dev.linchpin.engine.transform.Default;
import dev.linchpin.engine.transform.Fold;
import dev.linchpin.engine.transform.Separated;
import dev.linchpin.server.spelling.NearMiss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads how a field's values are held: one transform, or several in a list. */
final class TransformReader extends NodeReader {
    private static final int USUAL_DECIMALS = 2;
    private static final List<String> PLAIN = List.of("trim", "lower", "cents");
    private static final List<String> ALL =
            List.of("trim", "lower", "cents", "map", "date", "split", "join", "default");

    TransformReader(String fileName, List<Problem> problems) {
        super(fileName, problems);
    }

    Transform read(YamlNode.Entry entry, String path) {
        var items = entry.value() instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(entry.value());
        var transforms = new ArrayList<Transform>();
        for (var item : items) {
            var transform = one(new YamlNode.Entry(item, entry.line()), path);
            if (transform != null) {
                transforms.add(transform);
            }
        }
        return Chain.of(transforms);
    }

    private @Nullable Transform one(YamlNode.Entry entry, String path) {
        if (entry.value() instanceof YamlNode.Mapping mapping
                && mapping.entries().size() == 1) {
            var with = mapping.entries().entrySet().iterator().next();
            return with(with.getKey(), with.getValue(), path + "." + with.getKey());
        }
        return word(entry, path, TransformReader::plain);
    }

    private static Transform plain(String name) {
        return switch (name) {
            case "trim" -> Fold.TRIM;
            case "lower" -> Fold.LOWER;
            case "cents" -> new Cents(USUAL_DECIMALS);
            default ->
                throw new IllegalArgumentException(
                        ALL.contains(name)
                                ? "'" + name + "' needs to be told more, for example { " + name + ": ... }"
                                : "there is no transform '" + name + "'" + NearMiss.hint(name, ALL)
                                        + "; expected one of " + String.join(", ", ALL));
        };
    }

    private @Nullable Transform with(String name, YamlNode.Entry entry, String path) {
        return switch (name) {
            case "map" -> codes(entry, path);
            case "cents" -> word(entry, path, text -> new Cents(number(text)));
            case "date" -> word(entry, path, DateFormat::new);
            case "split" -> word(entry, path, Separated::split);
            case "join" -> word(entry, path, Separated::join);
            case "default" -> word(entry, path, Default::new);
            default -> {
                var problem = PLAIN.contains(name)
                        ? "'" + name + "' takes nothing more"
                        : "there is no transform '" + name + "'" + NearMiss.hint(name, ALL);
                problem(entry, path + ": " + problem);
                yield null;
            }
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("expected a number of decimals");
        }
    }

    private @Nullable Transform codes(YamlNode.Entry entry, String path) {
        var codes = new LinkedHashMap<String, String>();
        mapping(entry, path).forEach((code, value) -> {
            var text = word(value, path + "." + code, Function.identity());
            if (text != null) {
                codes.put(code, text);
            }
        });
        if (codes.isEmpty()) {
            problem(entry, path + ": expected codes with their values, for example { A: active, P: paused }");
            return null;
        }
        return new Codes(codes);
    }
}
