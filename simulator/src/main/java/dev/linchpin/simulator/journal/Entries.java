package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes into the journal for a change, as far as an app subscribed to it. Immutable.
 *
 * <p>Source: HubSpot docs, "Webhooks journal"; payloads described by others. The names of entries about lists, and whether
 * absorbed records have entries besides that of their merge, are not known.
 */
final class Entries {

    private final Crm crm;
    private final long portalId;
    private final boolean emptyPropertiesMeanAll;

    Entries(Crm crm, long portalId, JournalSettings settings) {
        this.crm = crm;
        this.portalId = portalId;
        this.emptyPropertiesMeanAll = settings.emptyPropertiesMeanAll();
    }

    void of(Change change, Collection<Subscription> subscriptions, Consumer<ObjectNode> into) {
        for (Subscription subscription : subscriptions) {
            entry(change, subscription).ifPresent(into);
        }
    }

    private Optional<ObjectNode> entry(Change change, Subscription to) {
        return switch (change) {
            case Change.Created created -> written(Action.CREATE, created, created.record(), created.written(), to);
            case Change.Updated updated -> written(Action.UPDATE, updated, updated.record(), updated.changed(), to);
            case Change.Archived archived ->
                object(Action.DELETE, archived, archived.record().id(), to);
            case Change.Restored restored ->
                object(Action.RESTORE, restored, restored.record().id(), to);
            case Change.Merged merged ->
                object(Action.MERGE, merged, merged.survivor().id(), to).map(json -> {
                    json.put("primaryObjectId", merged.primaryId());
                    json.putArray("mergedObjectIds").add(merged.mergedId());
                    return json;
                });
            case Change.Erased erased ->
                to.subject() == Subject.GDPR_PRIVACY_DELETION
                        ? about(
                                Subject.GDPR_PRIVACY_DELETION,
                                Action.GDPR_DELETE,
                                change,
                                erased.record().id(),
                                to)
                        : object(Action.DELETE, erased, erased.record().id(), to);
            case Change.Associated link -> link(link, to);
            case Change.Listed listed -> membership(listed, to);
        };
    }

    private Optional<ObjectNode> written(
            Action action, Change change, StoredRecord record, List<Property> properties, Subscription to) {
        if (!to.wants(Subject.OBJECT, change.type().typeId(), action) || !passes(change.type(), record, to)) {
            return Optional.empty();
        }
        boolean all = to.properties().isEmpty() && emptyPropertiesMeanAll;
        List<Property> told = properties.stream()
                .filter(property -> all || to.properties().contains(property.name()))
                .toList();
        if (action == Action.UPDATE && told.isEmpty()) {
            return Optional.empty();
        }
        return object(action, change, record.id(), to).map(json -> {
            ObjectNode changes = json.putObject("propertyChanges");
            told.forEach(property -> put(
                    changes,
                    property.name(),
                    Scopes.mayRead(to.by(), change.type(), property) ? record.stored(property.slot()) : null));
            return json;
        });
    }

    /** One of the filters must hold, if there are any. */
    private boolean passes(ObjectType type, StoredRecord record, Subscription to) {
        if (to.filters().isEmpty()) {
            return true;
        }
        Catalogue catalogue = crm.catalogue(type);
        return to.filters().stream()
                .anyMatch(filter -> filter.holds(name -> {
                    Property property = catalogue.find(name);
                    return property == null ? null : catalogue.value(record, property);
                }));
    }

    private Optional<ObjectNode> object(Action action, Change change, long id, Subscription to) {
        return about(Subject.OBJECT, action, change, id, to);
    }

    private Optional<ObjectNode> about(Subject subject, Action action, Change change, long id, Subscription to) {
        if (!to.wants(subject, change.type().typeId(), action) || !to.isAbout(id)) {
            return Optional.empty();
        }
        return Optional.of(object(subject, action, change.at(), change.type(), id));
    }

    private Optional<ObjectNode> link(Change.Associated link, Subscription to) {
        Action action = link.removed() ? Action.ASSOCIATION_REMOVED : Action.ASSOCIATION_ADDED;
        boolean wanted = to.wants(Subject.ASSOCIATION, link.type().typeId(), action)
                && to.isAbout(link.fromId())
                && (to.associatedTypeIds().isEmpty()
                        || to.associatedTypeIds().contains(link.toType().typeId()));
        if (!wanted) {
            return Optional.empty();
        }
        ObjectNode json = base(Subject.ASSOCIATION, action, link.at());
        json.put("fromObjectTypeId", link.type().typeId());
        json.put("fromObjectId", link.fromId());
        json.put("toObjectTypeId", link.toType().typeId());
        json.put("toObjectId", link.toId());
        json.put("associationTypeId", link.association().typeId());
        json.put("associationCategory", link.association().category());
        json.put("isPrimary", link.primary());
        return Optional.of(json);
    }

    private Optional<ObjectNode> membership(Change.Listed listed, Subscription to) {
        Action action = listed.removed() ? Action.REMOVED_FROM_LIST : Action.ADDED_TO_LIST;
        boolean wanted = to.wants(Subject.LIST_MEMBERSHIP, Subject.LISTS, action)
                && to.isAbout(listed.recordId())
                && (to.listIds().isEmpty() || to.listIds().contains(listed.listId()));
        if (!wanted) {
            return Optional.empty();
        }
        ObjectNode json = object(Subject.LIST_MEMBERSHIP, action, listed.at(), listed.type(), listed.recordId());
        json.put("listId", listed.listId());
        return Optional.of(json);
    }

    /** The values that a snapshot was asked for, as far as the app may read them. */
    ObjectNode snapshot(App app, ObjectType type, StoredRecord record, List<String> names, long at) {
        ObjectNode json = object(Subject.OBJECT, Action.SNAPSHOT, at, type, record.id());
        ObjectNode values = json.putObject("propertyChanges");
        Catalogue catalogue = crm.catalogue(type);
        for (String name : names) {
            Property property = catalogue.find(name);
            if (property != null && Scopes.mayRead(app, type, property)) {
                put(values, name, catalogue.value(record, property));
            }
        }
        return json;
    }

    ObjectNode installation(long appId, long userId, boolean installed, long at) {
        ObjectNode json = base(Subject.APP_LIFECYCLE_EVENT, installed ? Action.APP_INSTALL : Action.APP_UNINSTALL, at);
        json.put("eventTypeId", installed ? Subject.INSTALLED : Subject.UNINSTALLED);
        ObjectNode properties = json.putObject("properties");
        properties.put("hs_app_id", Long.toString(appId));
        properties.put("hs_app_install_level", "PORTAL");
        properties.put("hs_initiating_user_id", Long.toString(userId));
        properties.put("hs_user_id", Long.toString(userId));
        return json;
    }

    private ObjectNode object(Subject subject, Action action, long at, ObjectType type, long id) {
        ObjectNode json = base(subject, action, at);
        json.put("objectTypeId", type.typeId());
        json.put("objectId", id);
        return json;
    }

    private ObjectNode base(Subject subject, Action action, long at) {
        ObjectNode json = Json.object();
        json.put("type", subject.entryType());
        json.put("portalId", portalId);
        json.put("occurredAt", Timestamps.iso(at));
        json.put("action", action.name());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        json.put(name, value == null ? "" : value);
    }
}
