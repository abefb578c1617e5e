package dev.linchpin.simulator.control;

import dev.linchpin.simulator.associations.LinkRequest;
import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.objects.RecordJson;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do in HubSpot's own user interface: create, change, link, archive, restore and merge records. */
final class Edits {

    private static final Set<String> KEYS =
            Set.of("objectType", "id", "properties", "associate", "disassociate", "archive", "restore", "mergeInto");

    private final Crm crm;
    private final Links links;
    private final SettingsStore settings;

    Edits(Crm crm, Links links, SettingsStore settings) {
        this.crm = crm;
        this.links = links;
        this.settings = settings;
    }

    /** Carries out an edit and answers the record as it is then, with everything that has a value. */
    SimulatedResponse edit(String userId, ObjectNode body) {
        for (String key : body.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw ApiError.invalid("Unknown key \"" + key + "\"; there are " + KEYS)
                        .exception();
            }
        }
        ObjectType type = crm.types().named(Json.requiredText(body, "objectType"));
        Catalogue catalogue = crm.catalogue(type);
        Source person = Source.person(number(userId));
        StoredRecord record = crm.write(person, session -> carryOut(session, type, body));
        int status = Json.optionalText(body, "id") == null ? 201 : 200;
        return SimulatedResponse.json(
                status, RecordJson.complete(catalogue, settings.get().behaviour(), record));
    }

    private StoredRecord carryOut(WriteSession session, ObjectType type, ObjectNode body) {
        String id = Json.optionalText(body, "id");
        Map<String, @Nullable String> properties = properties(body);
        if (id == null) {
            return session.apply(session.planCreation(type, properties, false)).record();
        }
        if (flag(body, "restore")) {
            StoredRecord archived = crm.archived(type, number(id));
            if (archived == null) {
                throw ApiError.objectNotFound(id).exception();
            }
            return session.restore(type, archived);
        }
        StoredRecord record = live(type, id);
        if (!properties.isEmpty()) {
            record = session.apply(session.planUpdate(type, record, properties)).record();
        }
        if (body.get("associate") instanceof ObjectNode other) {
            JsonNode types = other.get("types");
            links.writing(session)
                    .link(
                            type,
                            record,
                            related(other),
                            Json.requiredText(other, "id"),
                            types == null ? List.of() : LinkRequest.specs(types));
        }
        if (body.get("disassociate") instanceof ObjectNode other) {
            links.writing(session).unlink(type, record, related(other), Json.requiredText(other, "id"));
        }
        String mergeInto = Json.optionalText(body, "mergeInto");
        if (mergeInto != null) {
            StoredRecord primary = live(type, mergeInto);
            if (primary.id() == record.id()) {
                throw ApiError.invalid("Cannot merge a record with itself: " + id)
                        .exception();
            }
            links.checkMerge(type, primary, record);
            return session.merge(type, primary, record);
        }
        return flag(body, "archive") ? session.archive(type, record) : record;
    }

    private ObjectType related(ObjectNode other) {
        return crm.types().named(Json.requiredText(other, "objectType"));
    }

    private StoredRecord live(ObjectType type, String id) {
        StoredRecord record = crm.live(type, number(id));
        if (record == null) {
            throw ApiError.objectNotFound(id).exception();
        }
        return record;
    }

    private static Map<String, @Nullable String> properties(ObjectNode body) {
        var properties = new LinkedHashMap<String, @Nullable String>();
        if (body.get("properties") instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                properties.put(entry.getKey(), Json.scalar(entry.getValue(), entry.getKey()));
            }
        }
        return properties;
    }

    private static boolean flag(ObjectNode body, String key) {
        JsonNode node = body.get(key);
        return node != null && node.asBoolean();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("\"" + id + "\" is no id")
                    .withContext(Map.of("id", List.of(id)))
                    .exception();
        }
    }
}
