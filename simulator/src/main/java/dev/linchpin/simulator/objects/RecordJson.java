package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Derivation;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.records.Version;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Records as JSON: every value a string or null (HubSpot docs, "Using object APIs"). Immutable. */
public final class RecordJson {

    private final Catalogue catalogue;
    private final Behaviour behaviour;
    private final List<Property> properties;
    private final List<Property> histories;

    RecordJson(Catalogue catalogue, Behaviour behaviour, List<Property> properties, List<Property> histories) {
        this.catalogue = catalogue;
        this.behaviour = behaviour;
        this.properties = properties;
        this.histories = histories;
    }

    /**
     * For reads: the named properties and the system's, or the type's defaults when none are named.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if a name is unknown and that is to be refused
     */
    public static RecordJson selecting(
            Catalogue catalogue, Behaviour behaviour, List<String> names, List<String> historyNames) {
        ObjectType type = catalogue.type();
        Set<String> wanted = new LinkedHashSet<>(names.isEmpty() ? type.defaultProperties() : names);
        wanted.addAll(historyNames);
        wanted.addAll(List.of("hs_object_id", type.createdProperty(), type.modifiedProperty()));
        return new RecordJson(
                catalogue,
                behaviour,
                resolve(catalogue, behaviour, wanted),
                resolve(catalogue, behaviour, new LinkedHashSet<>(historyNames)));
    }

    /** The same without what the caller may not read. What HubSpot answers in its place is not known. */
    public RecordJson readableBy(@Nullable App app) {
        return app == null || app.scopes() == null
                ? this
                : new RecordJson(catalogue, behaviour, readable(app, properties), readable(app, histories));
    }

    private List<Property> readable(App app, List<Property> some) {
        return some.stream()
                .filter(property -> Scopes.mayRead(app, catalogue.type(), property))
                .toList();
    }

    /** Everything that has a value, for the control API. */
    public static ObjectNode complete(Catalogue catalogue, Behaviour behaviour, StoredRecord record) {
        List<Property> filled = catalogue.all().stream()
                .filter(property -> !property.isArchived() && catalogue.value(record, property) != null)
                .toList();
        return new RecordJson(catalogue, behaviour, filled, List.of()).render(record);
    }

    private static List<Property> resolve(Catalogue catalogue, Behaviour behaviour, Set<String> names) {
        var found = new ArrayList<Property>();
        for (String name : names) {
            Property property = catalogue.find(name);
            if (property != null) {
                found.add(property);
            } else if (behaviour.rejectUnknownPropertiesOnRead()) {
                throw ApiError.invalid("Property \"" + name + "\" does not exist")
                        .withContext(Map.of("propertyName", List.of(name)))
                        .exception();
            }
        }
        return found;
    }

    /** A record in this view. */
    public ObjectNode render(StoredRecord record) {
        ObjectNode json = Json.object();
        json.put("id", Long.toString(record.id()));
        ObjectNode values = json.putObject("properties");
        for (Property property : properties) {
            String value = catalogue.value(record, property);
            boolean cleared = value == null
                    && property.derivation() == Derivation.STORED
                    && record.stored(property.slot()) != null;
            if (value != null) {
                values.put(property.name(), value);
            } else if (cleared && behaviour.clearedPropertiesAsEmptyText()) {
                values.put(property.name(), "");
            } else if (behaviour.emptyPropertiesAsNull()) {
                values.putNull(property.name());
            }
        }
        if (!histories.isEmpty()) {
            renderHistories(record, json.putObject("propertiesWithHistory"));
        }
        json.put("createdAt", Timestamps.iso(record.createdAt()));
        json.put("updatedAt", Timestamps.iso(record.updatedAt()));
        json.put("archived", record.archivedAt() != 0);
        if (record.archivedAt() != 0) {
            json.put("archivedAt", Timestamps.iso(record.archivedAt()));
        }
        return json;
    }

    private void renderHistories(StoredRecord record, ObjectNode json) {
        for (Property property : histories) {
            var entries = json.putArray(property.name());
            for (Version version : catalogue.history(record, property)) {
                ObjectNode entry = entries.addObject();
                entry.put("value", version.value());
                entry.put("timestamp", Timestamps.iso(version.timestamp()));
                entry.put("sourceType", version.source().type());
                if (!version.source().id().isEmpty()) {
                    entry.put("sourceId", version.source().id());
                }
                entry.put("sourceLabel", version.source().label());
                Long userId = version.source().userId();
                if (userId != null) {
                    entry.put("updatedByUserId", userId.longValue());
                }
            }
        }
    }
}
