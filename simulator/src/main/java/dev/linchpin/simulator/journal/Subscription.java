package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an app subscribed to.
 *
 * @param id 0 until it has one
 * @param by who subscribed, who is told of nothing that it may not read
 * @param typeId of the records it is about, or of the event for app lifecycle events
 * @param properties it is told of
 * @param objectIds records it is about; empty for all
 * @param associatedTypeIds of the records at the other end of links; empty for all
 * @param listIds lists it is about; empty for all
 * @param filters of which one must hold, if there are any; for creations and updates only
 * @param createdAt milliseconds
 * @param updatedAt milliseconds
 */
record Subscription(
        long id,
        App by,
        Subject subject,
        String typeId,
        Set<Action> actions,
        List<String> properties,
        Set<Long> objectIds,
        Set<String> associatedTypeIds,
        Set<Long> listIds,
        List<Filter> filters,
        long createdAt,
        long updatedAt) {

    /** Whether both are to the same thing: an app has one of them. */
    boolean sharesKeyWith(Subscription other) {
        return subject == other.subject && typeId.equals(other.typeId);
    }

    boolean wants(Subject what, String type, Action action) {
        return subject == what && typeId.equals(type) && actions.contains(action);
    }

    boolean isAbout(long objectId) {
        return objectIds.isEmpty() || objectIds.contains(objectId);
    }

    /** The same with an id. */
    Subscription numbered(long number) {
        return new Subscription(
                number,
                by,
                subject,
                typeId,
                actions,
                properties,
                objectIds,
                associatedTypeIds,
                listIds,
                filters,
                createdAt,
                updatedAt);
    }

    /** The same in the place of an earlier one. */
    Subscription inPlaceOf(Subscription before) {
        return new Subscription(
                before.id,
                by,
                subject,
                typeId,
                actions,
                properties,
                objectIds,
                associatedTypeIds,
                listIds,
                before.filters,
                before.createdAt,
                updatedAt);
    }

    Subscription with(Filter filter) {
        var all = new ArrayList<>(filters);
        all.add(filter);
        return withFilters(all);
    }

    Subscription without(Filter filter) {
        return withFilters(
                filters.stream().filter(other -> other.id() != filter.id()).toList());
    }

    private Subscription withFilters(List<Filter> changed) {
        return new Subscription(
                id,
                by,
                subject,
                typeId,
                actions,
                properties,
                objectIds,
                associatedTypeIds,
                listIds,
                List.copyOf(changed),
                createdAt,
                updatedAt);
    }

    ObjectNode toJson(long portalId) {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("appId", by.appId());
        json.put("subscriptionType", subject.name());
        json.put("objectTypeId", typeId);
        if (subject != Subject.APP_LIFECYCLE_EVENT) {
            json.put("portalId", portalId);
        }
        json.set(
                "actions",
                Json.array(actions.stream().sorted().map(Action::name).toList()));
        json.set("properties", Json.array(properties));
        json.set("objectIds", numbers(objectIds));
        json.set(
                "associatedObjectTypeIds",
                Json.array(associatedTypeIds.stream().sorted().toList()));
        json.set("listIds", numbers(listIds));
        json.put("createdAt", Timestamps.iso(createdAt));
        json.put("updatedAt", Timestamps.iso(updatedAt));
        return json;
    }

    private static ArrayNode numbers(Collection<Long> ids) {
        ArrayNode array = Json.array();
        ids.stream().sorted().forEach(array::add);
        return array;
    }
}
