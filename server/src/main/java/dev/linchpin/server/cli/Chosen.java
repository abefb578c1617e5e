package dev.linchpin.server.cli;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.config.ConfigurationException;
import dev.linchpin.server.spelling.NearMiss;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The object types that a command is about. */
final class Chosen {
    private Chosen() {}

    /**
     * @param type null for all
     * @throws ConfigurationException when it is not mapped
     */
    static List<ObjectMapping> of(List<ObjectMapping> mappings, @Nullable String type) {
        if (type == null) {
            return mappings;
        }
        return List.of(new MappedTypes(() -> mappings)
                .find(type)
                .orElseThrow(() -> new ConfigurationException(
                        "--object",
                        "'" + type + "' is not a mapped object type"
                                + NearMiss.hint(
                                        type,
                                        mappings.stream()
                                                .map(mapping -> mapping.type().name())
                                                .toList()))));
    }
}
