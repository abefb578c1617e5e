package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.PropertyGroup;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about the groups that properties stand under.
 *
 * <p>Source: HubSpot docs, "Properties". An archived group is gone for good: it leaves the list, and its name makes a new one;
 * one with properties in use cannot be archived (observed by the Kalup project).
 */
final class GroupsApi {

    private final Crm crm;

    /** Serves the account. */
    GroupsApi(Crm crm) {
        this.crm = crm;
    }

    /** Its routes, which must come before those of properties: a group's path looks like a property's. */
    List<Route> routes() {
        String all = "/crm/properties/{type}/groups";
        return List.of(
                Route.of("GET", all, Access.READ_DEFINITIONS, this::list),
                Route.of("POST", all, Access.WRITE_DEFINITIONS, this::create),
                Route.of("GET", all + "/{group}", Access.READ_DEFINITIONS, this::read),
                Route.of("PATCH", all + "/{group}", Access.WRITE_DEFINITIONS, this::update),
                Route.of("DELETE", all + "/{group}", Access.WRITE_DEFINITIONS, this::archive));
    }

    private SimulatedResponse list(Call call) {
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        crm.catalogue(type(call)).groups().stream().map(GroupsApi::render).forEach(results::add);
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse read(Call call) {
        return SimulatedResponse.ok(render(require(crm.catalogue(type(call)), call.variable("group"))));
    }

    private SimulatedResponse create(Call call) {
        ObjectNode body = call.body();
        var group = new PropertyGroup(PropertyDraft.name(body), Json.requiredText(body, "label"), order(body, -1));
        return crm.redefine(type(call), (catalogue, now) -> {
            if (catalogue.group(group.name()) != null) {
                throw PropertyErrors.groupExists(group.name()).exception();
            }
            catalogue.put(group);
            return SimulatedResponse.json(201, render(group));
        });
    }

    private SimulatedResponse update(Call call) {
        ObjectNode body = call.body();
        String label = Json.optionalText(body, "label");
        return crm.redefine(type(call), (catalogue, now) -> {
            PropertyGroup before = require(catalogue, call.variable("group"));
            var after = new PropertyGroup(
                    before.name(), label == null ? before.label() : label, order(body, before.displayOrder()));
            catalogue.put(after);
            return SimulatedResponse.ok(render(after));
        });
    }

    private SimulatedResponse archive(Call call) {
        return crm.redefine(type(call), (catalogue, now) -> {
            PropertyGroup group = require(catalogue, call.variable("group"));
            if (catalogue.all().stream()
                    .anyMatch(property ->
                            !property.isArchived() && property.groupName().equals(group.name()))) {
                throw PropertyErrors.groupInUse().exception();
            }
            catalogue.removeGroup(group.name());
            return SimulatedResponse.noContent();
        });
    }

    private static PropertyGroup require(Catalogue catalogue, String name) {
        PropertyGroup group = catalogue.group(name);
        if (group == null) {
            throw PropertyErrors.groupMissing(name).exception();
        }
        return group;
    }

    private static ObjectNode render(PropertyGroup group) {
        ObjectNode json = Json.object();
        json.put("archived", false);
        json.put("name", group.name());
        json.put("displayOrder", group.displayOrder());
        json.put("label", group.label());
        return json;
    }

    private static int order(JsonNode body, int otherwise) {
        JsonNode order = body.get("displayOrder");
        return order == null || order.isNull() ? otherwise : order.asInt();
    }

    private ObjectType type(Call call) {
        return crm.types().named(call.variable("type"));
    }
}
