package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Paging;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.associations.AssociatedJson;
import dev.linchpin.simulator.associations.LinkRequest;
import dev.linchpin.simulator.associations.LinkWriter;
import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.Written;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.records.RecordId;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.settings.Behaviour;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about one record, and the listing.
 *
 * <p>Source: HubSpot docs, "Using object APIs" (developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis).
 */
final class ObjectsApi {

    private static final int MAXIMUM_PAGE = 100;

    private final Crm crm;
    private final SettingsStore settings;
    private final RecordFinder finder;
    private final Links links;

    /** Serves the account. */
    ObjectsApi(Crm crm, SettingsStore settings, RecordFinder finder, Links links) {
        this.crm = crm;
        this.settings = settings;
        this.finder = finder;
        this.links = links;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/crm/objects/{type}", Access.READ_RECORDS, this::list),
                Route.of("POST", "/crm/objects/{type}", Access.WRITE_RECORDS, this::create),
                Route.of("POST", "/crm/objects/{type}/merge", Access.WRITE_RECORDS, this::merge),
                Route.of("POST", "/crm/objects/{type}/gdpr-delete", Access.WRITE_RECORDS, this::erase),
                Route.of("GET", "/crm/objects/{type}/{id}", Access.READ_RECORDS, this::read),
                Route.of("PATCH", "/crm/objects/{type}/{id}", Access.WRITE_RECORDS, this::update),
                Route.of("DELETE", "/crm/objects/{type}/{id}", Access.WRITE_RECORDS, this::archive));
    }

    private SimulatedResponse list(Call call) {
        ObjectType type = type(call);
        List<String> histories = call.listParameter("propertiesWithHistory");
        int maximum = histories.isEmpty() ? MAXIMUM_PAGE : behaviour().historyPageMaximum();
        int limit = Paging.limit(call, 10, maximum);
        boolean archived = call.flag("archived");
        RecordJson view = RecordJson.selecting(crm.catalogue(type), form(), call.listParameter("properties"), histories)
                .readableBy(call.app());
        AssociatedJson associated = associated(call, type);
        List<StoredRecord> page = crm.list(type, after(call), limit + 1, archived);
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        page.stream()
                .limit(limit)
                .map(record -> associated.addTo(view.render(record), record.id()))
                .forEach(results::add);
        if (page.size() > limit) {
            String after = Long.toString(page.get(limit).id());
            Paging.next(json, after, call.linkAfter(after));
        }
        return SimulatedResponse.ok(json);
    }

    private AssociatedJson associated(Call call, ObjectType type) {
        return new AssociatedJson(crm, links, type, call.listParameter("associations"));
    }

    private static long after(Call call) {
        String after = call.parameter("after");
        if (after == null || after.isEmpty()) {
            return 0;
        }
        Long number = RecordId.parse(after);
        if (number == null) {
            throw ApiError.invalid("Invalid value for after: " + after).exception();
        }
        return number;
    }

    private SimulatedResponse read(Call call) {
        ObjectType type = type(call);
        RecordJson view = RecordJson.selecting(
                        crm.catalogue(type),
                        form(),
                        call.listParameter("properties"),
                        call.listParameter("propertiesWithHistory"))
                .readableBy(call.app());
        String id = call.variable("id");
        if (call.flag("archived")) {
            Long number = RecordId.parse(id);
            StoredRecord archived = number == null ? null : crm.archived(type, number);
            if (archived == null) {
                throw ApiError.objectNotFound(id).exception();
            }
            return SimulatedResponse.ok(view.render(archived));
        }
        StoredRecord record = finder.require(type, call.parameter("idProperty"), id);
        return SimulatedResponse.ok(associated(call, type).addTo(view.render(record), record.id()));
    }

    private SimulatedResponse create(Call call) {
        ObjectType type = type(call);
        ObjectNode body = call.body();
        List<LinkRequest> associations = LinkRequest.ofCreation(body);
        Map<String, @Nullable String> properties = properties(body);
        Scopes.requireWrite(call.app(), crm.catalogue(type), properties.keySet());
        Written written = crm.write(call.source(), session -> {
            WriteSession.Plan plan =
                    session.planCreation(type, properties, enforcesRequired(behaviour(), type, call.version()));
            LinkWriter.Planned linking = links.writing(session).planNew(type, associations);
            Written created = session.apply(plan);
            linking.apply(created.record().id());
            return created;
        });
        return SimulatedResponse.json(201, new WrittenJson(crm.catalogue(type), form(), call.app()).render(written));
    }

    private SimulatedResponse update(Call call) {
        ObjectType type = type(call);
        Map<String, @Nullable String> properties = properties(call.body());
        Scopes.requireWrite(call.app(), crm.catalogue(type), properties.keySet());
        Written written = crm.write(call.source(), session -> {
            StoredRecord record = finder.requireForWriting(type, call.parameter("idProperty"), call.variable("id"));
            return session.apply(
                    session.planUpdate(type, record, properties, enforcesRequired(behaviour(), type, call.version())));
        });
        return SimulatedResponse.ok(new WrittenJson(crm.catalogue(type), form(), call.app()).render(written));
    }

    private SimulatedResponse archive(Call call) {
        ObjectType type = type(call);
        String id = call.variable("id");
        return crm.write(call.source(), session -> {
            StoredRecord record = finder.findForWriting(type, null, id);
            if (record == null) {
                Long number = RecordId.parse(id);
                boolean twice = number != null && crm.archived(type, number) != null;
                if (twice && behaviour().doubleDeleteStatus() == 204) {
                    return SimulatedResponse.noContent();
                }
                throw ApiError.objectNotFound(id).exception();
            }
            session.enter(type, record);
            session.archive(type, record);
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse merge(Call call) {
        ObjectType type = type(call);
        ObjectNode body = call.body();
        String primaryId = Json.requiredText(body, "primaryObjectId");
        String otherId = Json.requiredText(body, "objectIdToMerge");
        Catalogue catalogue = crm.catalogue(type);
        StoredRecord survivor = crm.write(call.source(), session -> {
            StoredRecord primary = finder.require(type, null, primaryId);
            StoredRecord other = finder.require(type, null, otherId);
            links.checkMerge(type, primary, other);
            return merge(session, catalogue, primary, other);
        });
        var answered = new ArrayList<>(type.defaultProperties());
        answered.add("hs_merged_object_ids");
        return SimulatedResponse.ok(
                RecordJson.selecting(catalogue, form(), answered, List.of()).render(survivor));
    }

    private static StoredRecord merge(
            WriteSession session, Catalogue catalogue, StoredRecord primary, StoredRecord other) {
        if (primary.id() == other.id()) {
            throw ApiError.invalid("Cannot merge a record with itself: " + primary.id())
                    .exception();
        }
        return session.merge(catalogue.type(), primary, other);
    }

    private SimulatedResponse erase(Call call) {
        ObjectType type = type(call);
        if (!type.hasEmailIdentity()) {
            throw ApiError.invalid("GDPR deletion is for contacts only").exception();
        }
        ObjectNode body = call.body();
        String id = Json.requiredText(body, "objectId");
        String idProperty = Json.optionalText(body, "idProperty");
        return crm.write(call.source(), session -> {
            StoredRecord record = finder.find(type, idProperty, id);
            Long number = RecordId.parse(id);
            if (record == null && idProperty == null && number != null) {
                record = crm.archived(type, number);
            }
            if (record == null && "email".equals(idProperty)) {
                session.block(type, id);
                return SimulatedResponse.noContent();
            }
            if (record == null) {
                throw ApiError.objectNotFound(id).exception();
            }
            session.erase(type, record);
            return SimulatedResponse.noContent();
        });
    }

    private ObjectType type(Call call) {
        return crm.types().named(call.variable("type"));
    }

    private AnswerForm form() {
        return AnswerForm.of(settings, crm);
    }

    private Behaviour behaviour() {
        return settings.get().behaviour();
    }

    static boolean enforcesRequired(Behaviour behaviour, ObjectType type, ApiVersion version) {
        return behaviour.writeValidation() && (type.isActivity() || version.enforcesWriteValidation());
    }

    /** The properties of a write, by name. */
    static Map<String, @Nullable String> properties(JsonNode input) {
        var properties = new LinkedHashMap<String, @Nullable String>();
        if (input.get("properties") instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                properties.put(entry.getKey(), Json.scalar(entry.getValue(), entry.getKey()));
            }
            return properties;
        }
        throw ApiError.invalid(
                        "Invalid input JSON on line 1, column 2. Some required fields were not set: [properties]")
                .exception();
    }
}
