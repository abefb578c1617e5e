package dev.linchpin.simulator.crm.types;

import java.util.List;
import java.util.stream.Stream;

/**
 * The object types that every account has (HubSpot docs, "Understanding the CRM" for the ids, the per-object guides for
 * default and required properties).
 */
final class StandardTypes {

    private StandardTypes() {}

    static List<ObjectType> all() {
        return List.of(
                new ObjectType(
                        "contacts",
                        "0-1",
                        "contact",
                        "createdate",
                        "lastmodifieddate",
                        List.of("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"),
                        List.of("firstname", "lastname", "email", "phone", "company", "hs_additional_emails"),
                        List.of()),
                own(
                        "companies",
                        "0-2",
                        "company",
                        List.of("domain", "name"),
                        List.of("name", "domain", "website", "phone"),
                        List.of(List.of("name", "domain"))),
                own(
                        "deals",
                        "0-3",
                        "deal",
                        List.of("amount", "closedate", "dealname", "dealstage", "pipeline"),
                        List.of("dealname", "pipeline", "dealstage", "description", "dealtype"),
                        List.of(List.of("dealname"), List.of("dealstage"), List.of("pipeline"))),
                own(
                        "tickets",
                        "0-5",
                        "ticket",
                        List.of(
                                "content",
                                "hs_pipeline",
                                "hs_pipeline_stage",
                                "hs_ticket_category",
                                "hs_ticket_priority",
                                "subject"),
                        List.of("subject", "content"),
                        List.of(List.of("subject"), List.of("hs_pipeline_stage"))),
                type("products", "0-7", "product", List.of("name", "description", "price"), "name"),
                type("line_items", "0-8", "line_item", List.of("name", "quantity", "price", "amount")),
                type("quotes", "0-14", "quote", List.of("hs_title", "hs_expiration_date", "hs_status"), "hs_title"),
                type(
                        "communications",
                        "0-18",
                        "communication",
                        List.of(),
                        "hs_timestamp",
                        "hs_communication_channel_type"),
                type("feedback_submissions", "0-19", "feedback_submission", List.of()),
                type("tasks", "0-27", "task", List.of(), "hs_timestamp"),
                type("notes", "0-46", "note", List.of(), "hs_timestamp"),
                type("meetings", "0-47", "meeting", List.of(), "hs_timestamp"),
                type("calls", "0-48", "call", List.of(), "hs_timestamp"),
                type("emails", "0-49", "email", List.of(), "hs_timestamp", "hs_email_direction"),
                type("invoices", "0-53", "invoice", List.of("hs_title"), "hs_currency"),
                type("subscriptions", "0-69", "subscription", List.of("hs_name")),
                type(
                        "goal_targets",
                        "0-74",
                        "goal_target",
                        List.of("hs_goal_name", "hs_target_amount"),
                        "hs_goal_name"),
                type("discounts", "0-84", "discount", List.of("hs_label", "hs_value")),
                type("fees", "0-85", "fee", List.of("hs_label", "hs_value")),
                type("taxes", "0-86", "tax", List.of("hs_label", "hs_value")),
                type("commerce_payments", "0-101", "commerce_payment", List.of()),
                type("users", "0-115", "user", List.of()),
                type("postal_mail", "0-116", "postal_mail_item", List.of(), "hs_timestamp"),
                type("orders", "0-123", "order", List.of("hs_order_name")),
                type("leads", "0-136", "lead", List.of("hs_lead_name"), "hs_lead_name"),
                type("carts", "0-142", "cart", List.of()),
                type("services", "0-162", "service", List.of("hs_name"), "hs_name"),
                type("courses", "0-410", "course", List.of("hs_course_name"), "hs_course_name"),
                type("listings", "0-420", "listing", List.of("hs_name"), "hs_name"),
                type("appointments", "0-421", "appointment", List.of("hs_appointment_name"), "hs_appointment_start"),
                type("projects", "0-970", "project", List.of("hs_name"), "hs_name"));
    }

    /** Types with creation and modification properties of the older kind. */
    private static ObjectType own(
            String name,
            String typeId,
            String singular,
            List<String> furtherDefaults,
            List<String> searchable,
            List<List<String>> required) {
        return new ObjectType(
                name,
                typeId,
                singular,
                "createdate",
                "hs_lastmodifieddate",
                sorted(List.of("createdate", "hs_lastmodifieddate", "hs_object_id"), furtherDefaults),
                searchable,
                required);
    }

    private static ObjectType type(
            String name, String typeId, String singular, List<String> furtherDefaults, String... required) {
        return new ObjectType(
                name,
                typeId,
                singular,
                "hs_createdate",
                "hs_lastmodifieddate",
                sorted(List.of("hs_createdate", "hs_lastmodifieddate", "hs_object_id"), furtherDefaults),
                furtherDefaults,
                Stream.of(required).map(List::of).toList());
    }

    private static List<String> sorted(List<String> system, List<String> further) {
        return Stream.concat(system.stream(), further.stream()).sorted().toList();
    }
}
