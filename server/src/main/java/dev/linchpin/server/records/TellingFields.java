package dev.linchpin.server.records;

import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tells records of a type apart besides their names: a few fields for lists. */
final class TellingFields {
    private static final int MOST = 4;

    /** HubSpot's properties by type, the most telling first. */
    private static final Map<ObjectType, List<String>> BY_TYPE = Map.of(
            ObjectType.CONTACTS,
            List.of("email", "company", "jobtitle", "phone", "lifecyclestage"),
            ObjectType.COMPANIES,
            List.of("domain", "industry", "city", "phone"),
            new ObjectType("deals"),
            List.of("amount", "dealstage", "closedate", "pipeline"),
            new ObjectType("tickets"),
            List.of("hs_pipeline_stage", "hs_ticket_priority", "hs_ticket_category"));

    private TellingFields() {}

    static List<Field> of(ObjectMapping mapping) {
        var known = BY_TYPE.getOrDefault(mapping.type(), List.of()).stream()
                .flatMap(property -> mapping.fields().values().stream()
                        .filter(field -> field.property().equals(property)));
        var identity = mapping.identity().stream().map(mapping::field);
        var names = BY_TYPE.containsKey(mapping.type()) ? List.<Field>of() : RecordNames.fields(mapping);
        // A type that is not known by name is told by what it is mapped with.
        var others = mapping.fields().values().stream().filter(field -> !names.contains(field));
        return Stream.of(known, identity, others)
                .flatMap(fields -> fields)
                .distinct()
                .limit(MOST)
                .toList();
    }
}
