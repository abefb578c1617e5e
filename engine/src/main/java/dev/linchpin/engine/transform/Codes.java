package dev.linchpin.engine.transform;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows hold codes of the user's own for values: {@code A} for {@code active}. Of several codes for one value the first is
 * written.
 *
 * @param values by code
 */
public record Codes(Map<String, String> values) implements Transform {
    public Codes {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String read(String stored) {
        if (stored.isEmpty()) {
            return "";
        }
        var value = values.get(stored);
        if (value == null) {
            throw new IllegalArgumentException("expected one of " + String.join(", ", values.keySet()));
        }
        return value;
    }

    @Override
    public String write(String value) {
        return value.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .filter(code -> code.getValue().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is a code only for " + String.join(", ", values.values())))
                        .getKey();
    }

    @Override
    public boolean isLossless(FieldType type) {
        return new HashSet<>(values.values()).size() == values.size();
    }

    @Override
    public String toString() {
        return "map " + values;
    }
}
