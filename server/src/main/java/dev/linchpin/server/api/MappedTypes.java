package dev.linchpin.server.api;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.spelling.NearMiss;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The object types that are mapped, by the names people give them: {@code contacts}, also {@code contact}. Thread-safe. */
public final class MappedTypes {
    private final Supplier<? extends Collection<ObjectMapping>> mappings;

    /** @param mappings as they are now: they change with the schemas of the two sides */
    public MappedTypes(Supplier<? extends Collection<ObjectMapping>> mappings) {
        this.mappings = mappings;
    }

    private Map<String, ObjectMapping> byName() {
        var byName = new LinkedHashMap<String, ObjectMapping>();
        mappings.get().forEach(mapping -> byName.put(mapping.type().name(), mapping));
        return byName;
    }

    public List<ObjectMapping> all() {
        return List.copyOf(mappings.get());
    }

    public Optional<ObjectMapping> find(String name) {
        var byName = byName();
        for (var spelling : List.of(name, name + "s", name.replaceFirst("y$", "ies"))) {
            var mapping = byName.get(spelling);
            if (mapping != null) {
                return Optional.of(mapping);
            }
        }
        return Optional.empty();
    }

    /** @throws ProblemException 404 when no such type is mapped */
    public ObjectMapping require(String name) {
        return find(name)
                .orElseThrow(() -> ProblemDetails.notFound("There is nothing here: '" + printable(name)
                                + "' is not a mapped object type" + NearMiss.hint(name, byName().keySet()))
                        .with("object_types", List.copyOf(byName().keySet()))
                        .asException());
    }

    /** What people call a field in HubSpot, or an association; null of no field, and of one that is not mapped. */
    public @Nullable String label(ObjectType type, String field) {
        return find(type.name())
                .map(mapping -> {
                    var mapped = mapping.shownInHubSpot().get(field);
                    return mapped != null
                            ? mapped.label()
                            : mapping.edge(field).isPresent() ? field.replace('_', ' ') : null;
                })
                .orElse(null);
    }

    private static String printable(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9_.~-]", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "...";
    }
}
