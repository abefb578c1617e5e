package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.FieldType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A property as HubSpot's catalogue describes it.
 *
 * @param hidden not shown to people in HubSpot; such properties are not mapped unless asked for
 * @param readOnly HubSpot sets the value itself and refuses to be written to
 * @param unique no two records may hold the same value, and records can be addressed by it
 * @param options the values that an enumeration may hold, in the order in which people see them; empty for other types
 * @param optionLabels what people call the options, by value
 * @param updatedAt when the definition was changed last, archiving and restoring included; null where HubSpot does not tell
 */
public record PropertyDefinition(
        String name,
        String label,
        FieldType type,
        boolean hidden,
        boolean readOnly,
        boolean unique,
        List<String> options,
        Map<String, String> optionLabels,
        @Nullable Instant updatedAt) {
    public PropertyDefinition {
        options = List.copyOf(options);
        optionLabels = Map.copyOf(optionLabels);
    }

    /** A property whose options and changes nobody asks for. */
    public PropertyDefinition(
            String name, String label, FieldType type, boolean hidden, boolean readOnly, boolean unique) {
        this(name, label, type, hidden, readOnly, unique, List.of(), Map.of(), null);
    }
}
