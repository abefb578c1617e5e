package dev.linchpin.hubspot.webhooks;

import dev.linchpin.engine.model.ObjectType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks call types by their singular name or their id; everything else here goes by the plural.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm">Object type ids</a>
 */
final class TypeNames {
    private static final Map<String, String> BY_ID = Map.ofEntries(
            Map.entry("0-1", "contacts"),
            Map.entry("0-2", "companies"),
            Map.entry("0-3", "deals"),
            Map.entry("0-5", "tickets"),
            Map.entry("0-7", "products"),
            Map.entry("0-8", "line_items"),
            Map.entry("0-14", "quotes"),
            Map.entry("0-18", "communications"),
            Map.entry("0-27", "tasks"),
            Map.entry("0-46", "notes"),
            Map.entry("0-47", "meetings"),
            Map.entry("0-48", "calls"),
            Map.entry("0-49", "emails"),
            Map.entry("0-53", "invoices"),
            Map.entry("0-69", "subscriptions"),
            Map.entry("0-74", "goals"),
            Map.entry("0-115", "users"),
            Map.entry("0-123", "orders"),
            Map.entry("0-136", "leads"),
            Map.entry("0-142", "carts"),
            Map.entry("0-162", "services"),
            Map.entry("0-410", "courses"),
            Map.entry("0-420", "listings"),
            Map.entry("0-421", "appointments"),
            Map.entry("0-970", "projects"));

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
        BY_ID.forEach((id, name) -> byId.put(id, new ObjectType(name)));
        byId.putAll(customTypes);
    }

    /** Null for what is no CRM record. An unmapped custom type goes by its id. */
    @Nullable ObjectType byId(String id) {
        var known = byId.get(id);
        return known != null || !id.matches("2-\\d{1,18}") ? known : new ObjectType(id);
    }

    /** HubSpot's id of a type; custom types that are mapped under a name of their own go by that. */
    static String idOf(ObjectType type) {
        return BY_ID.entrySet().stream()
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
