package dev.linchpin.hubspot.types;

import dev.linchpin.engine.model.ObjectType;
import java.util.Map;
import java.util.Set;

/**
 * The types that HubSpot itself defines.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm">Object type ids</a>
 */
public final class StandardTypes {
    /** HubSpot's plural names by its ids. */
    public static final Map<String, String> BY_ID = Map.ofEntries(
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
            Map.entry("0-116", "postal_mail"),
            Map.entry("0-123", "orders"),
            Map.entry("0-136", "leads"),
            Map.entry("0-142", "carts"),
            Map.entry("0-162", "services"),
            Map.entry("0-410", "courses"),
            Map.entry("0-420", "listings"),
            Map.entry("0-421", "appointments"),
            Map.entry("0-970", "projects"));

    private static final Set<String> ACTIVITIES =
            Set.of("notes", "calls", "emails", "meetings", "tasks", "communications", "postal_mail");

    private static final Set<String> WITH_MERGES = Set.of("contacts", "companies", "deals", "tickets");

    private StandardTypes() {}

    /** A type that the account defined for itself, by its id or by its name. */
    public static boolean isCustom(ObjectType type) {
        return !BY_ID.containsValue(type.name());
    }

    /** What happened at a time, and belongs to other records. */
    public static boolean isActivity(ObjectType type) {
        return ACTIVITIES.contains(type.name());
    }

    /** Whether people can merge two records of the type, and the survivor remembers whom it absorbed. */
    public static boolean isMergeable(ObjectType type) {
        return WITH_MERGES.contains(type.name()) || isCustom(type);
    }
}
