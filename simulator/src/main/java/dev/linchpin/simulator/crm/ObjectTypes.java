package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.exchange.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The object types of an account and the names they go by. Immutable.
 *
 * <p>Source: HubSpot docs, "Understanding the CRM" (developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm)
 * for the ids; the per-object guides for default and required properties.
 */
public final class ObjectTypes {

    private final List<ObjectType> all;
    private final Map<String, ObjectType> byAnyName;

    private ObjectTypes(List<ObjectType> all) {
        this.all = List.copyOf(all);
        this.byAnyName = all.stream()
                .flatMap(type ->
                        Stream.of(type.name(), type.typeId(), type.singular()).map(name -> Map.entry(name, type)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The types that every account has. */
    public static ObjectTypes standard() {
        var types = new ArrayList<ObjectType>();
        types.add(new ObjectType(
                "contacts",
                "0-1",
                "contact",
                "createdate",
                "lastmodifieddate",
                List.of("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"),
                List.of("firstname", "lastname", "email", "phone", "company", "hs_additional_emails"),
                List.of()));
        types.add(new ObjectType(
                "companies",
                "0-2",
                "company",
                "createdate",
                "hs_lastmodifieddate",
                List.of("createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"),
                List.of("name", "domain", "website", "phone"),
                List.of(List.of("name", "domain"))));
        types.add(new ObjectType(
                "deals",
                "0-3",
                "deal",
                "createdate",
                "hs_lastmodifieddate",
                List.of(
                        "amount",
                        "closedate",
                        "createdate",
                        "dealname",
                        "dealstage",
                        "hs_lastmodifieddate",
                        "hs_object_id",
                        "pipeline"),
                List.of("dealname", "pipeline", "dealstage", "description", "dealtype"),
                List.of(List.of("dealname"), List.of("dealstage"), List.of("pipeline"))));
        types.add(new ObjectType(
                "tickets",
                "0-5",
                "ticket",
                "createdate",
                "hs_lastmodifieddate",
                List.of(
                        "content",
                        "createdate",
                        "hs_lastmodifieddate",
                        "hs_object_id",
                        "hs_pipeline",
                        "hs_pipeline_stage",
                        "hs_ticket_category",
                        "hs_ticket_priority",
                        "subject"),
                List.of("subject", "content"),
                List.of(List.of("subject"), List.of("hs_pipeline_stage"))));
        types.add(other("products", "0-7", "product", List.of("name", "description", "price"), "name"));
        types.add(other("line_items", "0-8", "line_item", List.of("name", "quantity", "price", "amount")));
        types.add(other("quotes", "0-14", "quote", List.of("hs_title"), "hs_title"));
        types.add(other(
                "communications", "0-18", "communication", List.of(), "hs_timestamp", "hs_communication_channel_type"));
        types.add(other("feedback_submissions", "0-19", "feedback_submission", List.of()));
        types.add(other("tasks", "0-27", "task", List.of(), "hs_timestamp"));
        types.add(other("notes", "0-46", "note", List.of(), "hs_timestamp"));
        types.add(other("meetings", "0-47", "meeting", List.of(), "hs_timestamp"));
        types.add(other("calls", "0-48", "call", List.of(), "hs_timestamp"));
        types.add(other("emails", "0-49", "email", List.of(), "hs_timestamp", "hs_email_direction"));
        types.add(other("invoices", "0-53", "invoice", List.of()));
        types.add(other("subscriptions", "0-69", "subscription", List.of()));
        types.add(other("goal_targets", "0-74", "goal_target", List.of()));
        types.add(other("users", "0-115", "user", List.of()));
        types.add(other("orders", "0-123", "order", List.of()));
        types.add(other("leads", "0-136", "lead", List.of("hs_lead_name"), "hs_lead_name"));
        types.add(other("carts", "0-142", "cart", List.of()));
        types.add(other("services", "0-162", "service", List.of()));
        types.add(other("courses", "0-410", "course", List.of()));
        types.add(other("listings", "0-420", "listing", List.of()));
        types.add(other("appointments", "0-421", "appointment", List.of()));
        types.add(other("projects", "0-970", "project", List.of()));
        return new ObjectTypes(types);
    }

    private static ObjectType other(
            String name, String typeId, String singular, List<String> furtherDefaults, String... required) {
        List<String> defaults = Stream.concat(
                        Stream.of("hs_createdate", "hs_lastmodifieddate", "hs_object_id"), furtherDefaults.stream())
                .sorted()
                .toList();
        return new ObjectType(
                name,
                typeId,
                singular,
                "hs_createdate",
                "hs_lastmodifieddate",
                defaults,
                furtherDefaults,
                Stream.of(required).map(List::of).toList());
    }

    /** Every type. */
    public List<ObjectType> all() {
        return all;
    }

    /**
     * The type with this plural name, singular name or type id.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if there is none
     */
    public ObjectType named(String name) {
        ObjectType type = byAnyName.get(name);
        if (type == null) {
            // The one error that HubSpot is known to give no category.
            throw new ApiError(
                            400,
                            null,
                            "Unable to infer object type from: " + name,
                            Map.of(),
                            List.of(),
                            Map.of(),
                            Map.of())
                    .exception();
        }
        return type;
    }

    /** The plural name of whatever type goes by this name, or the name itself if none does. */
    public String pluralOf(String name) {
        ObjectType type = byAnyName.get(name);
        return type == null ? name : type.name();
    }
}
