package dev.linchpin.simulator.account;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.definitions.Property.Trait;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import dev.linchpin.simulator.schemas.Schemas;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about how much of what the account may have it has, but for associations.
 *
 * <p>Source: HubSpot's OpenAPI, "Limits Tracking"; which types are listed, and that a type's first pipeline does not count, was
 * observed by the Kalup project. That percentages are out of 100 is UNCONFIRMED.
 */
public final class LimitsApi {

    /** Any of these suffices (observed by the Kalup project: definition scopes do not, but for object types). */
    private static final Access READ = Access.anyOf(
            "crm.objects.contacts.read",
            "crm.objects.companies.read",
            "crm.objects.deals.read",
            "crm.objects.custom.read",
            "tickets");

    private static final Access READ_TYPES = Access.anyOf("crm.schemas.custom.read", "crm.objects.custom.read");
    private static final Set<String> ALWAYS_LISTED = Set.of("contacts", "companies", "deals", "tickets", "line_items");

    private final Crm crm;
    private final Schemas schemas;
    private final SettingsStore settings;

    /** Serves the account. */
    public LimitsApi(Crm crm, Schemas schemas, SettingsStore settings) {
        this.crm = crm;
        this.schemas = schemas;
        this.settings = settings;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                route("custom-properties", READ, this::customProperties),
                route("calculated-properties", READ, this::calculatedProperties),
                route("custom-object-types", READ_TYPES, this::customObjectTypes),
                route("pipelines", READ, this::pipelines),
                route("records", READ, this::records));
    }

    private static Route route(String what, Access access, Route.Handler handler) {
        return Route.of("GET", "/crm/limits/" + what, access, handler).counting(Quota.DAILY);
    }

    private SimulatedResponse customProperties(Call call) {
        DefinitionSettings known = settings.get(DefinitionSettings.SECTION);
        return SimulatedResponse.ok(properties(
                type -> count(crm.catalogue(type), false),
                known.customPropertiesPerAccount(),
                known.customPropertiesPerType()));
    }

    private SimulatedResponse calculatedProperties(Call call) {
        long limit = settings.get(AccountSettings.SECTION).calculatedProperties();
        return SimulatedResponse.ok(properties(type -> count(crm.catalogue(type), true), limit, limit));
    }

    private static long count(Catalogue catalogue, boolean calculatedOnly) {
        return catalogue.all().stream()
                .filter(property -> !property.isArchived() && !property.is(Trait.HUBSPOT_DEFINED))
                .filter(property -> !calculatedOnly || property.is(Trait.CALCULATED))
                .count();
    }

    private ObjectNode properties(ToLongFunction<ObjectType> usage, long overall, long perType) {
        ObjectNode json = overall(usage, type -> true, overall);
        var byType = json.putArray("byObjectType");
        for (ObjectType type : crm.types().all()) {
            if (type.isCustom() || ALWAYS_LISTED.contains(type.name()) || usage.applyAsLong(type) > 0) {
                byType.add(withLimit(type, usage.applyAsLong(type), perType));
            }
        }
        return json;
    }

    private SimulatedResponse customObjectTypes(Call call) {
        long usage = crm.types().all().stream().filter(ObjectType::isCustom).count();
        return SimulatedResponse.ok(usage(
                Json.object(),
                "",
                usage,
                settings.get(DefinitionSettings.SECTION).customObjectTypes()));
    }

    private SimulatedResponse pipelines(Call call) {
        int limit = settings.get(DefinitionSettings.SECTION).pipelinesPerType();
        ToLongFunction<ObjectType> further =
                type -> Math.max(0, crm.catalogue(type).pipelines().all().size() - (type.isCustom() ? 0 : 1));
        return SimulatedResponse.ok(byKind(
                further,
                type -> crm.catalogue(type).find(type.stageProperty()) != null,
                type -> type.name().equals("orders") ? 50 : limit,
                limit));
    }

    private SimulatedResponse records(Call call) {
        AccountSettings known = settings.get(AccountSettings.SECTION);
        return SimulatedResponse.ok(byKind(
                type -> crm.count(type, false), type -> true, type -> known.recordsPerType(), known.customRecords()));
    }

    private ObjectNode byKind(
            ToLongFunction<ObjectType> usage,
            Predicate<ObjectType> listed,
            ToLongFunction<ObjectType> limit,
            long customLimit) {
        ObjectNode json = Json.object();
        var own = json.putArray("hubspotDefinedObjectTypes");
        ObjectNode custom = overall(usage, ObjectType::isCustom, customLimit);
        var byType = custom.putArray("byObjectType");
        for (ObjectType type : crm.types().all()) {
            if (type.isCustom()) {
                byType.add(described(type).put("usage", usage.applyAsLong(type)));
            } else if (listed.test(type)) {
                own.add(withLimit(type, usage.applyAsLong(type), limit.applyAsLong(type)));
            }
        }
        json.set("customObjectTypes", custom);
        return json;
    }

    private ObjectNode overall(ToLongFunction<ObjectType> usage, Predicate<ObjectType> counted, long limit) {
        long all = crm.types().all().stream().filter(counted).mapToLong(usage).sum();
        return usage(Json.object(), "overall", all, limit);
    }

    private ObjectNode withLimit(ObjectType type, long usage, long limit) {
        return usage(described(type), "", usage, limit);
    }

    private ObjectNode described(ObjectType type) {
        List<String> labels = schemas.labels(type);
        ObjectNode json = Json.object();
        json.put("objectTypeId", type.typeId());
        json.put("singularLabel", labels.getFirst());
        json.put("pluralLabel", labels.getLast());
        return json;
    }

    private static ObjectNode usage(ObjectNode json, String prefix, long usage, long limit) {
        json.put(prefix.isEmpty() ? "limit" : prefix + "Limit", limit);
        json.put(prefix.isEmpty() ? "usage" : prefix + "Usage", usage);
        json.put(prefix.isEmpty() ? "percentage" : prefix + "Percentage", limit == 0 ? 100.0 : 100.0 * usage / limit);
        return json;
    }
}
