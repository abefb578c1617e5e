package dev.linchpin.hubspot.webhooks;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.types.StandardTypes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks call types by their singular name or their id; everything else here goes by the plural.
 */
final class TypeNames {
    private static final Map<String, String> BY_SINGULAR = Map.of(
            "contact", "contacts",
            "company", "companies",
            "deal", "deals",
            "ticket", "tickets",
            "product", "products",
            "line_item", "line_items");

    private final Map<String, ObjectType> byId = new HashMap<>();

    /** @param customTypes the names under which custom types are mapped, by their ids ({@code 2-123}) */
    TypeNames(Map<String, ObjectType> customTypes) {
        StandardTypes.BY_ID.forEach((id, name) -> byId.put(id, new ObjectType(name)));
        byId.putAll(customTypes);
    }

    /** Null for what is no CRM record. An unmapped custom type goes by its id. */
    @Nullable ObjectType byId(String id) {
        var known = byId.get(id);
        return known != null || !id.matches("2-\\d{1,18}") ? known : new ObjectType(id);
    }

    /** HubSpot's id of a type; custom types that are mapped under a name of their own go by that. */
    static String idOf(ObjectType type) {
        return StandardTypes.BY_ID.entrySet().stream()
                .filter(known -> known.getValue().equals(type.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(type.name());
    }

    /** Null for what is no CRM record. */
    @Nullable ObjectType bySingular(String name) {
        var plural = BY_SINGULAR.get(name.toLowerCase(Locale.ROOT));
        return plural == null ? null : new ObjectType(plural);
    }
}
