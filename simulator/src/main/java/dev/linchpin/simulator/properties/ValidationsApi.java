package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.ValidationRule;
import dev.linchpin.simulator.crm.definitions.ValidationRule.Kind;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about what administrators demand of property values (HubSpot docs, "Property validations"; enforced on API writes
 * from 2026-09 on, changelog "crm-api-write-validation-enforcement").
 */
final class ValidationsApi {

    private final Crm crm;

    /** Serves the account. */
    ValidationsApi(Crm crm) {
        this.crm = crm;
    }

    List<Route> routes() {
        String all = "/crm/property-validations/{type}";
        String one = all + "/{name}/rule-type/{kind}";
        return List.of(
                Route.of("GET", all, Access.READ_DEFINITIONS, this::list),
                Route.of("GET", all + "/{name}", Access.READ_DEFINITIONS, this::ofProperty),
                Route.of("GET", one, Access.READ_DEFINITIONS, this::read),
                Route.of("PUT", one, Access.WRITE_DEFINITIONS, this::write));
    }

    private SimulatedResponse list(Call call) {
        var catalogue = crm.catalogue(type(call));
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        for (String name : catalogue.ruled()) {
            ObjectNode entry = results.addObject();
            entry.put("propertyName", name);
            render(catalogue.rules(name).values(), entry.putArray("propertyValidationRules"));
        }
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse ofProperty(Call call) {
        ObjectNode json = Json.object();
        Property property = property(call);
        render(crm.catalogue(type(call)).rules(property.name()).values(), json.putArray("results"));
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse read(Call call) {
        ValidationRule rule =
                crm.catalogue(type(call)).rules(property(call).name()).get(kind(call));
        if (rule == null) {
            throw ApiError.notFound("There is no such validation rule").exception();
        }
        return SimulatedResponse.ok(render(rule));
    }

    private SimulatedResponse write(Call call) {
        ObjectNode body = call.body();
        JsonNode arguments = body.get("ruleArguments");
        if (arguments == null || !arguments.isArray()) {
            throw ApiError.invalid("Invalid input JSON: some required fields were not set: [ruleArguments]")
                    .exception();
        }
        var rule = new ValidationRule(
                kind(call),
                arguments.valueStream().map(JsonNode::asString).toList(),
                body.path("shouldApplyNormalization").asBoolean(false));
        Property property = property(call);
        String objection = rule.objectionFor(property);
        if (objection != null) {
            throw ApiError.invalid(objection).exception();
        }
        return crm.redefine(type(call), (catalogue, now) -> {
            catalogue.put(property.name(), rule);
            return SimulatedResponse.noContent();
        });
    }

    private static void render(Collection<ValidationRule> rules, ArrayNode into) {
        rules.stream().map(ValidationsApi::render).forEach(into::add);
    }

    private static ObjectNode render(ValidationRule rule) {
        ObjectNode json = Json.object();
        json.put("ruleType", rule.kind().name());
        json.set("ruleArguments", Json.array(rule.arguments()));
        json.put("shouldApplyNormalization", rule.normalises());
        return json;
    }

    private static Kind kind(Call call) {
        String name = call.variable("kind");
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("Invalid rule type " + name)
                        .withContext(Map.of("ruleType", List.of(name)))
                        .exception());
    }

    private Property property(Call call) {
        String name = call.variable("name");
        Property property = crm.catalogue(type(call)).find(name);
        if (property == null) {
            throw PropertyErrors.missing(name).exception();
        }
        return property;
    }

    private ObjectType type(Call call) {
        return crm.types().named(call.variable("type"));
    }
}
