package dev.linchpin.hubspot.associations;

import dev.linchpin.engine.hubspot.AssociatedRecord;
import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.failure.Failures;
import dev.linchpin.hubspot.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads kinds of associations, and associations in batches, following the pages of records that have many.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide">Associate
 *     records, batch read: 1,000 inputs</a>
 */
final class AssociationReads {
    private static final int INPUTS = 1_000;

    private final Reader reader;

    AssociationReads(Reader reader) {
        this.reader = reader;
    }

    List<AssociationKind> kinds(ObjectType from, ObjectType to, Lane lane) {
        var call = ApiCall.get("associations/labels", ApiPaths.associations(from, to) + "/labels");
        var byName = new TreeMap<String, AssociationKind>();
        tree(call, lane).path("results").forEach(result -> Kinds.keep(byName, Kinds.read(result)));
        return List.copyOf(byName.values());
    }

    Map<HubSpotId, List<AssociatedRecord>> read(ObjectType from, ObjectType to, Collection<HubSpotId> ids, Lane lane) {
        var pages = new LinkedHashMap<String, String>();
        ids.forEach(id -> pages.put(id.value(), ""));
        var found = new HashMap<HubSpotId, List<AssociatedRecord>>();
        while (!pages.isEmpty()) {
            var inputs = pages.entrySet().stream()
                    .limit(INPUTS)
                    .map(Map.Entry::copyOf)
                    .toList();
            inputs.forEach(input -> pages.remove(input.getKey()));
            pages.putAll(read(from, to, inputs, found, lane));
        }
        return found;
    }

    /** The inputs that have another page, with where it begins. */
    private Map<String, String> read(
            ObjectType from,
            ObjectType to,
            List<Map.Entry<String, String>> inputs,
            Map<HubSpotId, List<AssociatedRecord>> found,
            Lane lane) {
        var body = Json.object();
        var array = body.putArray("inputs");
        for (var input : inputs) {
            var node = array.addObject().put("id", input.getKey());
            if (!input.getValue().isEmpty()) {
                node.put("after", input.getValue());
            }
        }
        var call = ApiCall.query("associations/batch/read", ApiPaths.associations(from, to) + "/batch/read", body);
        var answer = tree(call, lane);
        for (var error : answer.path("errors")) {
            // A record without associations is told as an error; whether it is there is for others to find out.
            if (!Json.text(error, "subCategory").contains("NO_ASSOCIATIONS_FOUND")
                    && !(Failures.ofItem(error) instanceof Failure.Missing)) {
                throw Problems.of(Failures.ofItem(error));
            }
        }
        var more = new LinkedHashMap<String, String>();
        for (var result : answer.path("results")) {
            var id = Json.text(result.path("from"), "id");
            var others = found.computeIfAbsent(new HubSpotId(id), _ -> new ArrayList<>());
            result.path("to").forEach(other -> others.add(associated(other)));
            var after = Json.text(result.path("paging").path("next"), "after");
            if (!after.isEmpty()) {
                more.put(id, after);
            }
        }
        return more;
    }

    private static AssociatedRecord associated(JsonNode node) {
        var kinds = new HashSet<AssociationKind>();
        node.path("associationTypes").forEach(type -> kinds.add(Kinds.read(type)));
        return new AssociatedRecord(new HubSpotId(Json.text(node, "toObjectId")), kinds);
    }

    private JsonNode tree(ApiCall call, Lane lane) {
        try {
            return Json.tree(reader.answer(call, lane).body());
        } catch (JacksonException unreadable) {
            throw Problems.unreadable(call, unreadable);
        }
    }
}
