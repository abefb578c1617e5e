package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.crm.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which scopes a call needs, of which any one suffices.
 *
 * <p>Source: HubSpot docs, "Scopes" (developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes).
 * Notes, calls, meetings, tasks and the like have none of their own and go by those of contacts.
 */
public final class Scopes {

    private static final Set<String> LIKE_CONTACTS = Set.of(
            "notes", "calls", "meetings", "tasks", "emails", "communications", "postal_mail", "feedback_submissions");

    /** What a token with everything reports. */
    public static final List<String> EVERYTHING = List.of(
            "oauth",
            "crm.objects.contacts.read",
            "crm.objects.contacts.write",
            "crm.objects.companies.read",
            "crm.objects.companies.write",
            "crm.objects.deals.read",
            "crm.objects.deals.write",
            "crm.objects.custom.read",
            "crm.objects.custom.write",
            "crm.objects.line_items.read",
            "crm.objects.line_items.write",
            "crm.objects.products.read",
            "crm.objects.products.write",
            "crm.lists.read",
            "crm.lists.write",
            "crm.import",
            "crm.export",
            "crm.objects.owners.read",
            "crm.objects.leads.read",
            "crm.objects.leads.write",
            "crm.schemas.contacts.read",
            "crm.schemas.contacts.write",
            "crm.schemas.companies.read",
            "crm.schemas.companies.write",
            "crm.schemas.deals.read",
            "crm.schemas.deals.write",
            "crm.schemas.custom.read",
            "crm.schemas.custom.write",
            "tickets");

    private Scopes() {}

    /** The scopes of which any one gives the right to a type. */
    static Set<String> required(Access.Right right, ObjectType type) {
        if (type.name().equals("tickets")) {
            return Set.of("tickets");
        }
        String name = type.isCustom() ? "custom" : LIKE_CONTACTS.contains(type.name()) ? "contacts" : type.name();
        return switch (right) {
            case READ_RECORDS -> Set.of("crm.objects." + name + ".read");
            case WRITE_RECORDS -> Set.of("crm.objects." + name + ".write");
            case READ_DEFINITIONS -> Set.of("crm.schemas." + name + ".read", "crm.objects." + name + ".read");
            case WRITE_DEFINITIONS -> Set.of("crm.schemas." + name + ".write");
        };
    }

    static ApiError missing(Set<String> required) {
        return ApiError.of(
                        403,
                        "MISSING_SCOPES",
                        "This app hasn't been granted all required scopes to make this call. Read more about required"
                                + " scopes here: https://developers.hubspot.com/scopes.")
                .withDetails(List.of(new ApiError.Detail(
                        "One or more of the following scopes are required.",
                        null,
                        Map.of("requiredGranularScopes", List.copyOf(new TreeSet<>(required))))))
                .withLinks(Map.of("scopes", "https://developers.hubspot.com/scopes"));
    }
}
