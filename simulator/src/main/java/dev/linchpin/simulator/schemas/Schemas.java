package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.properties.PropertyDefinitions;
import dev.linchpin.simulator.schemas.Schema.Association;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The custom object types of an account, those archived included. Thread-safe; takes the account's lock while it holds its
 * own, never the other way round.
 *
 * <p>Source: HubSpot docs, "Custom objects"; that a new schema by the name of an archived one purges that one was observed by the
 * Kalup project.
 */
public final class Schemas {

    private static final long FIRST_NUMBER = 43_100_001;

    private final Crm crm;
    private final SettingsStore settings;
    private final PropertyDefinitions properties;
    private final Linkable linking;
    private final Map<String, Schema> byTypeId = new LinkedHashMap<>();
    private long nextNumber = FIRST_NUMBER;

    /** An account without custom objects. */
    public Schemas(Crm crm, SettingsStore settings, PropertyDefinitions properties, Linkable linking) {
        this.crm = crm;
        this.settings = settings;
        this.properties = properties;
        this.linking = linking;
    }

    /** Forgets all of them. */
    public synchronized void clear() {
        byTypeId.clear();
        nextNumber = FIRST_NUMBER;
    }

    /** What people call records of a type: one and several. */
    public synchronized List<String> labels(ObjectType type) {
        Schema schema = byTypeId.get(type.typeId());
        return schema == null
                ? List.of(capital(type.singular()), capital(type.name()))
                : List.of(schema.labels().singular(), schema.labels().plural());
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('_', ' ');
    }

    synchronized List<Schema> all() {
        return List.copyOf(byTypeId.values());
    }

    /** The one that goes by this name; of several that did, the latest. */
    synchronized @Nullable Schema find(String name) {
        Schema found = null;
        for (Schema schema : byTypeId.values()) {
            if (schema.isCalled(name)) {
                found = schema;
            }
        }
        return found;
    }

    synchronized Schema require(String name, boolean archived) {
        Schema schema = find(name);
        if (schema == null || schema.isArchived() != archived) {
            throw SchemaErrors.missing(name).exception();
        }
        return schema;
    }

    synchronized Schema create(JsonNode body, @Nullable App app, long now) {
        var draft = new SchemaDraft(body, null);
        String name = draft.name();
        List<Schema> active = byTypeId.values().stream()
                .filter(schema -> !schema.isArchived())
                .toList();
        if (active.stream().anyMatch(schema -> schema.name().equalsIgnoreCase(name))) {
            throw SchemaErrors.exists(name).exception();
        }
        int limit = settings.get(DefinitionSettings.SECTION).customObjectTypes();
        if (active.size() >= limit) {
            throw ApiError.invalid("The account has reached its limit of " + limit + " custom object types")
                    .exception();
        }
        Schema bare = draft.schema(crm.portalId(), nextNumber, name, userId(app), now);
        List<ObjectType> linked = linkedTypes(body);
        crm.define(bare.type());
        try {
            for (JsonNode property : body.path("properties").values()) {
                properties.create(bare.type(), completed(property, bare), app);
            }
            SchemaDraft.check(bare, crm.catalogue(bare.type()));
        } catch (ApiException e) {
            crm.forget(bare.type());
            throw e;
        }
        nextNumber++;
        byTypeId.values().removeIf(schema -> schema.name().equalsIgnoreCase(name));
        var associations = new ArrayList<Association>();
        for (ObjectType other : linked) {
            associations.addAll(link(bare, other, bare.name() + "_to_" + other.singular(), now));
        }
        return put(bare.with(associations));
    }

    private List<ObjectType> linkedTypes(JsonNode body) {
        return body.path("associatedObjects")
                .valueStream()
                .map(other -> crm.types().named(other.asString()))
                .distinct()
                .toList();
    }

    /** A property as schemas may give it: with less than the properties API demands. */
    private static ObjectNode completed(JsonNode property, Schema schema) {
        ObjectNode whole = Json.object();
        whole.put("type", "string");
        whole.put("fieldType", "text");
        whole.put("groupName", schema.type().informationGroup());
        property.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        return whole;
    }

    synchronized Schema update(String name, JsonNode body, @Nullable App app, long now) {
        Schema before = require(name, false);
        Schema after = new SchemaDraft(body, before)
                .schema(before.portalId(), before.number(), before.name(), userId(app), now);
        SchemaDraft.check(after, crm.catalogue(after.type()));
        crm.define(after.type());
        return put(after);
    }

    synchronized void archive(String name, long now) {
        Schema schema = require(name, false);
        int records = crm.count(schema.type(), false);
        if (records > 0 && settings.get(DefinitionSettings.SECTION).schemaDeletionNeedsNoRecords()) {
            throw SchemaErrors.hasRecords(schema.fullyQualifiedName(), records).exception();
        }
        crm.retire(schema.type());
        put(schema.archivedSince(now));
    }

    synchronized void purge(String name) {
        Schema schema = find(name);
        if (schema != null && !schema.isArchived()) {
            throw ApiError.invalid(
                            "Object type " + schema.fullyQualifiedName() + " must be archived before it is purged")
                    .exception();
        }
        byTypeId.remove(require(name, true).typeId());
    }

    /** Makes the types linkable and answers the direction that was asked for. */
    synchronized Association associate(String name, ObjectType from, ObjectType to, @Nullable String label, long now) {
        Schema schema = require(name, false);
        ObjectType own = schema.type();
        if (!from.equals(own) && !to.equals(own)) {
            throw ApiError.invalid("One of the object types must be " + own.typeId())
                    .exception();
        }
        ObjectType other = from.equals(own) ? to : from;
        List<Association> made =
                link(schema, other, label == null ? schema.name() + "_to_" + other.singular() : label, now);
        put(schema.with(Stream.concat(schema.associations().stream(), made.stream())
                .distinct()
                .toList()));
        return made.stream()
                .filter(association -> association.from().equals(from.typeId()))
                .findFirst()
                .orElseThrow();
    }

    private List<Association> link(Schema schema, ObjectType other, String name, long now) {
        ObjectType own = schema.type();
        int there = linking.makeLinkable(own, other, name);
        int back = linking.makeLinkable(other, own, name);
        return List.of(
                new Association(there, own.typeId(), other.typeId(), name, now),
                new Association(back, other.typeId(), own.typeId(), name, now));
    }

    synchronized void dissociate(String name, String associationId) {
        Schema schema = require(name, false);
        Association gone = schema.associations().stream()
                .filter(association -> Integer.toString(association.typeId()).equals(associationId)
                        || association.name().equals(associationId))
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("There is no association " + associationId)
                        .exception());
        linking.makeUnlinkable(crm.types().named(gone.from()), crm.types().named(gone.to()), gone.typeId());
        put(schema.with(schema.associations().stream()
                .filter(association -> !association.name().equals(gone.name()))
                .toList()));
    }

    private Schema put(Schema schema) {
        byTypeId.put(schema.typeId(), schema);
        return schema;
    }

    private static long userId(@Nullable App app) {
        return app == null ? 0 : app.userId();
    }
}
