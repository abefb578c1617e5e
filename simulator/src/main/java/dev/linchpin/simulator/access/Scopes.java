package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which scopes a call needs, of which any one suffices.
 *
 * <p>Source: HubSpot docs, "Scopes" (developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes);
 * those of lists, imports and exports are not confirmed. Notes, calls, meetings, tasks and the like have none of their own
 * and go by those of contacts. HubSpot's OpenAPI names alternatives only, so it cannot tell more.
 */
public final class Scopes {

    /** What the webhooks journal needs; only an app's token for itself can have these. */
    public static final Set<String> JOURNAL = Set.of(
            "developer.webhooks_journal.read",
            "developer.webhooks_journal.subscriptions.read",
            "developer.webhooks_journal.subscriptions.write",
            "developer.webhooks_journal.snapshots.read",
            "developer.webhooks_journal.snapshots.write");

    /** Types whose records are read and written with a scope each of their own. */
    private static final List<String> OBJECTS = List.of(
            "contacts",
            "companies",
            "deals",
            "custom",
            "line_items",
            "products",
            "quotes",
            "leads",
            "invoices",
            "subscriptions",
            "goals",
            "users",
            "orders",
            "carts",
            "services",
            "courses",
            "listings",
            "appointments",
            "projects",
            "feedback_submissions");

    /** Types whose definitions have scopes of their own. */
    private static final Set<String> SCHEMAS = Set.of(
            "contacts",
            "companies",
            "deals",
            "custom",
            "line_items",
            "quotes",
            "orders",
            "carts",
            "services",
            "courses",
            "listings",
            "appointments",
            "invoices",
            "subscriptions",
            "projects");

    private static final Set<String> WITH_SENSITIVE = Set.of("contacts", "companies", "deals", "custom");

    private static final Set<String> EMAIL_CONTENT =
            Set.of("hs_email_html", "hs_email_text", "hs_body_preview", "hs_body_preview_html");

    private static final Set<String> LIKE_CONTACTS =
            Set.of("notes", "calls", "meetings", "tasks", "emails", "communications", "postal_mail");

    /** Types that the older scope for e-commerce opens, too. */
    private static final Set<String> COMMERCE = Set.of("products", "line_items", "carts", "orders", "invoices");

    /** What a token with everything reports. */
    public static final List<String> EVERYTHING = everything();

    private Scopes() {}

    private static List<String> everything() {
        var all = new ArrayList<>(List.of("oauth"));
        for (String right : List.of("read", "write")) {
            OBJECTS.forEach(name -> all.add("crm.objects." + name + "." + right));
            SCHEMAS.forEach(name -> all.add("crm.schemas." + name + "." + right));
            for (String name : WITH_SENSITIVE) {
                all.add("crm.objects." + name + ".sensitive." + right + ".v2");
                all.add("crm.objects." + name + ".highly_sensitive." + right + ".v2");
            }
            all.add("crm.lists." + right);
        }
        all.addAll(List.of(
                "conversations.read",
                "crm.objects.owners.read",
                "crm.import",
                "crm.export",
                "tickets",
                "tickets.sensitive.v2",
                "tickets.highly_sensitive.v2",
                "e-commerce",
                "sales-email-read",
                "timeline"));
        return all.stream().sorted().toList();
    }

    /**
     * Refuses whoever may not read records of a type.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 403 {@code MISSING_SCOPES}
     */
    public static void requireRead(App app, ObjectType type) {
        require(app, required(Access.Right.READ_RECORDS, type));
    }

    /**
     * Refuses whoever does not have a scope.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 403 {@code MISSING_SCOPES}
     */
    public static void require(App app, String scope) {
        require(app, Set.of(scope));
    }

    private static void require(App app, Set<String> anyOf) {
        if (!app.mayAny(anyOf)) {
            throw missing(anyOf).exception();
        }
    }

    /**
     * Whether a caller who may read records of a type may read a property of theirs, too: sensitive ones and what is in
     * emails have scopes of their own.
     */
    public static boolean mayRead(App app, ObjectType type, Property property) {
        if (type.name().equals("emails") && EMAIL_CONTENT.contains(property.name())) {
            return app.mayAny(Set.of("sales-email-read"));
        }
        return !property.isSensitive() || app.mayAny(Set.of(sensitive(type, property, "read")));
    }

    /**
     * Refuses whoever may write records of a type but not one of these properties: sensitive ones have scopes of their own.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 403 {@code MISSING_SCOPES}
     */
    public static void requireWrite(@Nullable App app, Catalogue catalogue, Set<String> names) {
        if (app == null || app.scopes() == null) {
            return;
        }
        for (String name : names) {
            Property property = catalogue.find(name);
            if (property != null && property.isSensitive()) {
                require(app, sensitive(catalogue.type(), property, "write"));
            }
        }
    }

    private static String sensitive(ObjectType type, Property property, String right) {
        return type.name().equals("tickets")
                ? "tickets." + property.dataSensitivity() + ".v2"
                : "crm.objects." + scopeName(type) + "." + property.dataSensitivity() + "." + right + ".v2";
    }

    /**
     * Refuses an app that may not even ask to read records of a type.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 403 {@code MISSING_SCOPES}
     */
    public static void requireAskable(AppSettings app, ObjectType type) {
        requireAskable(app, required(Access.Right.READ_RECORDS, type));
    }

    /**
     * Refuses an app that may not ask for any of these scopes.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 403 {@code MISSING_SCOPES}
     */
    public static void requireAskable(AppSettings app, Set<String> anyOf) {
        if (anyOf.stream().noneMatch(app::mayAskFor)) {
            throw missing(anyOf).exception();
        }
    }

    /** The scopes of which any one gives the right to a type. */
    static Set<String> required(Access.Right right, ObjectType type) {
        if (type.name().equals("tickets")) {
            return Set.of("tickets");
        }
        String name = scopeName(type);
        Set<String> older = COMMERCE.contains(name) ? Set.of("e-commerce") : Set.of();
        boolean definable = SCHEMAS.contains(name);
        return union(
                switch (right) {
                    case READ_RECORDS -> Set.of("crm.objects." + name + ".read");
                    case WRITE_RECORDS -> Set.of("crm.objects." + name + ".write");
                    case READ_DEFINITIONS ->
                        definable
                                ? Set.of("crm.schemas." + name + ".read", "crm.objects." + name + ".read")
                                : Set.of("crm.objects." + name + ".read");
                    case WRITE_DEFINITIONS -> Set.of((definable ? "crm.schemas." : "crm.objects.") + name + ".write");
                },
                older);
    }

    private static String scopeName(ObjectType type) {
        if (LIKE_CONTACTS.contains(type.name())) {
            return "contacts";
        }
        if (type.name().equals("goal_targets")) {
            return "goals";
        }
        return OBJECTS.contains(type.name()) ? type.name() : "custom";
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return others.isEmpty()
                ? some
                : Set.copyOf(Stream.concat(some.stream(), others.stream()).toList());
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
