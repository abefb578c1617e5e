package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about the lists that records are in.
 *
 * <p>Source: HubSpot's client and OpenAPI.
 */
final class RecordListsApi {

    private final Lists lists;
    private final Crm crm;
    private final SimulatorClock clock;

    /** Serves these lists of the account. */
    RecordListsApi(Lists lists, Crm crm, SimulatorClock clock) {
        this.lists = lists;
        this.crm = crm;
        this.clock = clock;
    }

    List<Route> routes() {
        String records = "/crm/lists/records/";
        return List.of(
                Route.of("GET", records + "{type}/{recordId}/memberships", ListsApi.READ, this::ofRecord),
                Route.of("POST", records + "memberships/batch/read", ListsApi.READ, this::ofRecords)
                        .reading());
    }

    private SimulatedResponse ofRecord(Call call) {
        ObjectType type = crm.types().named(call.variable("type"));
        return lists.read(() -> {
            StoredRecord record = crm.live(type, call.variable("recordId"));
            if (record == null) {
                throw ApiError.objectNotFound(call.variable("recordId")).exception();
            }
            ObjectNode json = Json.object();
            List<ObjectNode> memberships = memberships(type, record.id());
            json.put("total", memberships.size());
            json.putArray("results").addAll(memberships);
            return SimulatedResponse.ok(json);
        });
    }

    private SimulatedResponse ofRecords(Call call) {
        long startedAt = clock.millis();
        return lists.read(() -> {
            ObjectNode json = Json.object();
            json.put("status", "COMPLETE");
            var results = json.putArray("results");
            var missing = new ArrayList<String>();
            for (JsonNode input : call.inputs()) {
                ObjectType type = crm.types().named(Json.requiredText(input, "objectTypeId"));
                String id = Json.requiredText(input, "recordId");
                StoredRecord record = crm.live(type, id);
                if (record == null) {
                    missing.add(id);
                } else {
                    ObjectNode result = results.addObject();
                    result.put("objectTypeId", type.typeId());
                    result.put("recordId", id);
                    result.putArray("recordListMemberships").addAll(memberships(type, record.id()));
                }
            }
            json.put("startedAt", Timestamps.iso(startedAt));
            json.put("completedAt", Timestamps.iso(clock.millis()));
            if (missing.isEmpty()) {
                return SimulatedResponse.ok(json);
            }
            json.put("numErrors", 1);
            json.putArray("errors")
                    .add(ApiError.notFound("Could not find some of the records.")
                            .withContext(Map.of("ids", missing))
                            .toBatchEntry());
            return SimulatedResponse.json(207, json);
        });
    }

    private List<ObjectNode> memberships(ObjectType type, long recordId) {
        var found = new ArrayList<ObjectNode>();
        lists.existing().filter(list -> list.type.equals(type)).forEach(list -> {
            Membership membership = list.members.find(recordId);
            if (membership != null) {
                found.add(ListJson.membership(list, membership));
            }
        });
        return found;
    }
}
