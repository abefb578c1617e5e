package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type of record as the tests map it.
 *
 * @param text the property that people edit
 * @param mergeable whether people can merge two of them
 * @param others further properties
 * @param required what a new record needs besides the text
 */
record Kind(
        ObjectType type, String text, Map<String, FieldType> others, Map<String, String> required, boolean mergeable) {
    static final Kind DEALS = new Kind(
            new ObjectType("deals"),
            "dealname",
            Map.of("pipeline", FieldType.ENUMERATION, "dealstage", FieldType.ENUMERATION, "amount", FieldType.NUMBER),
            Map.of("pipeline", "default", "dealstage", "appointmentscheduled"),
            true);
    static final Kind TICKETS = new Kind(
            new ObjectType("tickets"),
            "subject",
            Map.of("hs_pipeline", FieldType.ENUMERATION, "hs_pipeline_stage", FieldType.ENUMERATION),
            Map.of("hs_pipeline", "0", "hs_pipeline_stage", "1"),
            true);
    static final Kind CARS = car("p4242_car");

    static List<Kind> all() {
        return List.of(
                DEALS,
                TICKETS,
                CARS,
                car("p_car"),
                car(Bed.CUSTOM_TYPE_ID),
                activity("notes", "hs_note_body", Map.of()),
                activity("calls", "hs_call_title", Map.of()),
                activity("meetings", "hs_meeting_title", Map.of()),
                activity("tasks", "hs_task_subject", Map.of()),
                activity("emails", "hs_email_subject", Map.of("hs_email_direction", "EMAIL")),
                new Kind(new ObjectType("products"), "name", Map.of("price", FieldType.NUMBER), Map.of(), false),
                new Kind(new ObjectType("line_items"), "name", Map.of("quantity", FieldType.NUMBER), Map.of(), false));
    }

    static List<Kind> mergeables() {
        return all().stream().filter(Kind::mergeable).toList();
    }

    private static Kind car(String name) {
        return new Kind(new ObjectType(name), "model", Map.of("plate", FieldType.TEXT), Map.of(), true);
    }

    private static Kind activity(String name, String text, Map<String, String> required) {
        var all = new LinkedHashMap<>(required);
        all.put("hs_timestamp", "2026-11-20T12:00:00Z");
        var others = new LinkedHashMap<String, FieldType>();
        required.keySet().forEach(property -> others.put(property, FieldType.ENUMERATION));
        others.put("hs_timestamp", FieldType.DATETIME);
        return new Kind(new ObjectType(name), text, others, all, false);
    }

    boolean isCustom() {
        return text.equals("model");
    }

    ObjectMapping mapping(String table) {
        return mapping(table, Policy.MANUAL);
    }

    ObjectMapping mapping(String table, Policy policy) {
        var fields = new LinkedHashMap<String, FieldType>();
        fields.put(text, FieldType.TEXT);
        fields.putAll(others);
        return Mappings.mapping(type, table, fields, List.of(), policy);
    }

    /** What a new record with this text holds, by property. */
    Map<String, String> values(String value) {
        var values = new LinkedHashMap<String, String>();
        values.put(text, value);
        values.putAll(required);
        return values;
    }

    /** The statement that inserts a row with this text. */
    String insertion(String table, String value) {
        var values = values(value);
        return "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                + values.values().stream().map(one -> "'" + inSql(one) + "'").collect(Collectors.joining(", ")) + ")";
    }

    /** MariaDB knows moments without a zone only. */
    private static String inSql(String value) {
        return value.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T(\\S+)Z$", "$1 $2");
    }

    @Override
    public String toString() {
        return type.name();
    }
}
