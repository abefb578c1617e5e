package dev.linchpin.simulator.crm.values;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that hold several, separated by semicolons. */
public final class MultiValue {

    private MultiValue() {}

    /** The parts in order, without empty ones; none for null. */
    public static List<String> parts(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        for (String part : value.split(";", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }
}
