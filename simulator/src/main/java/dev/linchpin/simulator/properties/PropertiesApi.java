package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about property definitions.
 *
 * <p>Source: HubSpot docs, "Properties" (developers.hubspot.com/docs/api-reference/latest/crm/properties/guide). Reads show
 * the properties of one sensitivity only, as observed by the Kalup project; that the parameter {@code properties} names those to
 * list is UNCONFIRMED, and {@code locale} changes nothing: labels are in one language.
 */
final class PropertiesApi {

    private final Crm crm;
    private final SimulatorClock clock;
    private final PropertyDefinitions definitions;

    /** Serves the account. */
    PropertiesApi(Crm crm, SimulatorClock clock, PropertyDefinitions definitions) {
        this.crm = crm;
        this.clock = clock;
        this.definitions = definitions;
    }

    List<Route> routes() {
        String all = "/crm/properties/{type}";
        return List.of(
                Route.of("GET", all, Access.READ_DEFINITIONS, this::list),
                Route.of("POST", all, Access.WRITE_DEFINITIONS, this::create),
                Route.of("POST", all + "/batch/read", Access.READ_DEFINITIONS, this::batchRead),
                Route.of("POST", all + "/batch/create", Access.WRITE_DEFINITIONS, this::batchCreate),
                Route.of("POST", all + "/batch/archive", Access.WRITE_DEFINITIONS, this::batchArchive),
                Route.of("GET", all + "/{name}", Access.READ_DEFINITIONS, this::read),
                Route.of("PATCH", all + "/{name}", Access.WRITE_DEFINITIONS, this::update),
                Route.of("DELETE", all + "/{name}", Access.WRITE_DEFINITIONS, this::archive));
    }

    private SimulatedResponse list(Call call) {
        boolean archived = call.flag("archived");
        String sensitivity = sensitivity(call.parameter("dataSensitivity"));
        List<String> names = call.listParameter("properties");
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        crm.catalogue(type(call)).all().stream()
                .filter(property -> property.isArchived() == archived)
                .filter(property -> property.dataSensitivity().equals(sensitivity))
                .filter(property -> names.isEmpty() || names.contains(property.name()))
                .map(PropertyJson::render)
                .forEach(results::add);
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse read(Call call) {
        String sensitivity = sensitivity(call.parameter("dataSensitivity"));
        return SimulatedResponse.ok(
                PropertyJson.render(require(type(call), call.variable("name"), call.flag("archived"), sensitivity)));
    }

    private Property require(ObjectType type, String name, boolean archived, String sensitivity) {
        Property property = crm.catalogue(type).findAny(name);
        if (property == null
                || property.isArchived() != archived
                || !property.dataSensitivity().equals(sensitivity)) {
            throw PropertyErrors.missing(name).exception();
        }
        return property;
    }

    private SimulatedResponse batchRead(Call call) {
        ObjectNode body = call.body();
        boolean archived = "true".equals(Json.optionalText(body, "archived"));
        String sensitivity = sensitivity(Json.optionalText(body, "dataSensitivity"));
        ObjectType type = type(call);
        return DefinitionBatch.of(
                200,
                call.inputs(),
                clock.millis(),
                input -> PropertyJson.render(require(type, Json.requiredText(input, "name"), archived, sensitivity)));
    }

    private SimulatedResponse create(Call call) {
        Property property = definitions.create(type(call), call.body(), call.app());
        return SimulatedResponse.json(201, PropertyJson.render(property))
                .withHeaders(Map.of("Location", call.request().path() + "/" + property.name()));
    }

    private SimulatedResponse batchCreate(Call call) {
        ObjectType type = type(call);
        return DefinitionBatch.of(
                201,
                call.inputs(),
                clock.millis(),
                input -> PropertyJson.render(definitions.create(type, input, call.app())));
    }

    private SimulatedResponse update(Call call) {
        return SimulatedResponse.ok(
                PropertyJson.render(definitions.update(type(call), call.variable("name"), call.body())));
    }

    private SimulatedResponse archive(Call call) {
        definitions.archive(type(call), List.of(call.variable("name")));
        return SimulatedResponse.noContent();
    }

    private SimulatedResponse batchArchive(Call call) {
        definitions.archive(
                type(call),
                call.inputs().stream()
                        .map(input -> Json.requiredText(input, "name"))
                        .toList());
        return SimulatedResponse.noContent();
    }

    private static String sensitivity(@Nullable String asked) {
        return asked == null ? "non_sensitive" : asked;
    }

    private ObjectType type(Call call) {
        return crm.types().named(call.variable("type"));
    }
}
