package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Lists and memberships as HubSpot shows them. */
final class ListJson {

    /** What searches always answer, as far as there is a value (HubSpot's client, ListSearchRequest). */
    private static final List<String> ALWAYS =
            List.of("hs_list_size", "hs_last_record_added_at", "hs_last_record_removed_at", "hs_list_reference_count");

    private ListJson() {}

    /** A list on its own. */
    static ObjectNode render(StoredList list, boolean includeFilters) {
        ObjectNode json = definition(list);
        json.put("size", list.members.size());
        if (includeFilters && list.filter != null) {
            json.set("filterBranch", list.filter.definition());
        }
        return json;
    }

    /** A list as searches find it. */
    static ObjectNode result(StoredList list, long references, Collection<String> additional) {
        ObjectNode json = definition(list);
        ObjectNode properties = json.putObject("additionalProperties");
        Set<String> names = new LinkedHashSet<>(ALWAYS);
        names.addAll(additional);
        for (String name : names) {
            switch (name) {
                case "hs_list_size" -> properties.put(name, Integer.toString(list.members.size()));
                case "hs_list_reference_count" -> properties.put(name, Long.toString(references));
                case "hs_last_record_added_at" -> putTime(properties, name, list.lastAddedAt);
                case "hs_last_record_removed_at" -> putTime(properties, name, list.lastRemovedAt);
                default -> {
                    // Properties without a value for a list are left out.
                }
            }
        }
        return json;
    }

    private static void putTime(ObjectNode json, String name, long millis) {
        if (millis != 0) {
            json.put(name, Long.toString(millis));
        }
    }

    private static ObjectNode definition(StoredList list) {
        ObjectNode json = Json.object();
        json.put("listId", Long.toString(list.id));
        json.put("listVersion", list.version);
        json.put("name", list.name);
        json.put("objectTypeId", list.type.typeId());
        json.put("processingType", list.processingType.name());
        json.put("processingStatus", list.evaluationsDue > 0 ? "PROCESSING" : "COMPLETE");
        json.put("createdAt", Timestamps.iso(list.createdAt));
        json.put("createdById", Long.toString(list.createdById));
        json.put("updatedAt", Timestamps.iso(list.updatedAt));
        json.put("updatedById", Long.toString(list.updatedById));
        json.put("filtersUpdatedAt", Timestamps.iso(list.filtersUpdatedAt));
        if (list.deletedAt != 0) {
            json.put("deletedAt", Timestamps.iso(list.deletedAt));
        }
        return json;
    }

    /** A record in a list, from the list's side. */
    static ObjectNode member(Membership membership) {
        ObjectNode json = Json.object();
        json.put("recordId", Long.toString(membership.recordId()));
        json.put("membershipTimestamp", Timestamps.iso(membership.lastAddedAt()));
        return json;
    }

    /** A record in a list, from the record's side. */
    static ObjectNode membership(StoredList list, Membership membership) {
        ObjectNode json = Json.object();
        json.put("listId", Long.toString(list.id));
        json.put("listVersion", list.version);
        json.put("firstAddedTimestamp", Timestamps.iso(membership.firstAddedAt()));
        json.put("lastAddedTimestamp", Timestamps.iso(membership.lastAddedAt()));
        json.put("isPublicList", true);
        return json;
    }
}
