package dev.linchpin.server.mapping;

import dev.linchpin.engine.model.ObjectType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a record of a type is about, where HubSpot names it like the hundreds of properties that it keeps for itself
 * ({@code hs_...}). These are mapped like any other; of the rest only those that the configuration names.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis">The guides of each type</a>
 */
final class MainProperties {
    private static final Set<String> OF_EVERY_TYPE = Set.of("hs_pipeline", "hs_pipeline_stage");

    private static final Map<String, List<String>> OF_TYPE = Map.ofEntries(
            Map.entry("deals", List.of("hs_priority", "hs_next_step")),
            Map.entry("tickets", List.of("hs_ticket_category", "hs_ticket_priority", "hs_resolution")),
            Map.entry("products", List.of("hs_sku", "hs_cost_of_goods_sold", "hs_recurring_billing_period", "hs_url")),
            Map.entry("line_items", List.of("hs_product_id", "hs_sku", "hs_recurring_billing_period")),
            Map.entry("quotes", List.of("hs_title", "hs_expiration_date", "hs_status")),
            Map.entry("leads", List.of("hs_lead_name", "hs_lead_type", "hs_lead_label")),
            Map.entry("orders", List.of("hs_order_name", "hs_external_order_id")),
            Map.entry("invoices", List.of("hs_title", "hs_currency", "hs_due_date")),
            Map.entry("notes", List.of("hs_timestamp", "hs_note_body")),
            Map.entry(
                    "calls",
                    List.of(
                            "hs_timestamp",
                            "hs_call_title",
                            "hs_call_body",
                            "hs_call_direction",
                            "hs_call_disposition",
                            "hs_call_duration",
                            "hs_call_status")),
            Map.entry(
                    "emails",
                    List.of(
                            "hs_timestamp",
                            "hs_email_direction",
                            "hs_email_status",
                            "hs_email_subject",
                            "hs_email_text",
                            "hs_email_html")),
            Map.entry(
                    "meetings",
                    List.of(
                            "hs_timestamp",
                            "hs_meeting_title",
                            "hs_meeting_body",
                            "hs_meeting_start_time",
                            "hs_meeting_end_time",
                            "hs_meeting_outcome",
                            "hs_meeting_location")),
            Map.entry(
                    "tasks",
                    List.of(
                            "hs_timestamp",
                            "hs_task_subject",
                            "hs_task_body",
                            "hs_task_status",
                            "hs_task_priority",
                            "hs_task_type")),
            Map.entry(
                    "communications",
                    List.of(
                            "hs_timestamp",
                            "hs_communication_channel_type",
                            "hs_communication_body",
                            "hs_communication_logged_from")));

    private MainProperties() {}

    static boolean includes(ObjectType type, String property) {
        return OF_EVERY_TYPE.contains(property)
                || OF_TYPE.getOrDefault(type.name(), List.of()).contains(property);
    }
}
