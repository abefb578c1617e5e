package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.properties.DefinitionBatch;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about custom object types.
 *
 * <p>Source: HubSpot docs, "Custom objects" (developers.hubspot.com/docs/api-reference/latest/crm/objects/schemas/guide). A
 * listing with {@code archived=true} holds those in use, too (observed by the Kalup project).
 */
public final class SchemasApi {

    private static final Access READ = Access.anyOf("crm.schemas.custom.read", "crm.schemas.custom.write");
    private static final Access WRITE = Access.anyOf("crm.schemas.custom.write");

    private final Crm crm;
    private final Schemas schemas;
    private final SimulatorClock clock;

    /** Serves the account. */
    public SchemasApi(Crm crm, Schemas schemas, SimulatorClock clock) {
        this.crm = crm;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** Its routes. */
    public List<Route> routes() {
        String all = "/crm-object-schemas/schemas";
        String one = all + "/{schema}";
        return List.of(
                Route.of("GET", all, READ, this::list),
                Route.of("POST", all, WRITE, this::create),
                Route.of("POST", all + "/batch/read", READ, this::batchRead),
                Route.of("GET", one, READ, this::read),
                Route.of("PATCH", one, WRITE, this::update),
                Route.of("DELETE", one, WRITE, this::delete),
                Route.of("POST", one + "/associations", WRITE, this::associate),
                Route.of("DELETE", one + "/associations/{association}", WRITE, this::dissociate));
    }

    private SimulatedResponse list(Call call) {
        boolean archived = call.flag("archived");
        boolean bare = "false".equals(call.parameter("includePropertyDefinitions"));
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        schemas.all().stream()
                .filter(schema -> archived || !schema.isArchived())
                .map(schema -> bare ? SchemaJson.whole(schema, null) : whole(schema))
                .forEach(results::add);
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse create(Call call) {
        return SimulatedResponse.json(201, whole(schemas.create(call.body(), call.app(), clock.millis())));
    }

    private SimulatedResponse batchRead(Call call) {
        return DefinitionBatch.of(
                200,
                call.inputs(),
                clock.millis(),
                input -> whole(schemas.require(Json.requiredText(input, "id"), false)));
    }

    private SimulatedResponse read(Call call) {
        String name = call.variable("schema");
        ObjectType type = crm.types().find(name);
        if (type != null && !type.isCustom()) {
            return SimulatedResponse.ok(SchemaJson.standard(crm.catalogue(type), schemas.labels(type)));
        }
        return SimulatedResponse.ok(whole(schemas.require(name, call.flag("archived"))));
    }

    private SimulatedResponse update(Call call) {
        return SimulatedResponse.ok(SchemaJson.definition(
                schemas.update(call.variable("schema"), call.body(), call.app(), clock.millis())));
    }

    private SimulatedResponse delete(Call call) {
        if (call.flag("archived")) {
            schemas.purge(call.variable("schema"));
        } else {
            schemas.archive(call.variable("schema"), clock.millis());
        }
        return SimulatedResponse.noContent();
    }

    private SimulatedResponse associate(Call call) {
        ObjectNode body = call.body();
        return SimulatedResponse.json(
                201,
                SchemaJson.association(schemas.associate(
                        call.variable("schema"),
                        crm.types().named(Json.requiredText(body, "fromObjectTypeId")),
                        crm.types().named(Json.requiredText(body, "toObjectTypeId")),
                        Json.optionalText(body, "name"),
                        clock.millis())));
    }

    private SimulatedResponse dissociate(Call call) {
        schemas.dissociate(call.variable("schema"), call.variable("association"));
        return SimulatedResponse.noContent();
    }

    private ObjectNode whole(Schema schema) {
        return SchemaJson.whole(schema, schema.isArchived() ? null : crm.catalogue(schema.type()));
    }
}
