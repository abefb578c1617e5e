package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Paging;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about who is in a list.
 *
 * <p>Source: HubSpot docs, "Lists", and the models of HubSpot's own client, odd spellings included.
 */
final class MembershipsApi {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAXIMUM_LIMIT = 250;

    private final Lists lists;
    private final Crm crm;
    private final SettingsStore settings;

    /** Serves these lists of the account. */
    MembershipsApi(Lists lists, Crm crm, SettingsStore settings) {
        this.lists = lists;
        this.crm = crm;
        this.settings = settings;
    }

    List<Route> routes() {
        String members = "/crm/lists/{listId}/memberships";
        return List.of(
                Route.of("GET", members, ListsApi.READ, this::byId),
                Route.of("GET", members + "/join-order", ListsApi.READ, this::byJoining),
                Route.of("PUT", members + "/add", ListsApi.WRITE, this::add),
                Route.of("PUT", members + "/remove", ListsApi.WRITE, this::remove),
                Route.of("PUT", members + "/add-and-remove", ListsApi.WRITE, this::addAndRemove),
                Route.of("PUT", members + "/add-from/{sourceListId}", ListsApi.WRITE, this::addFrom),
                Route.of("DELETE", members, ListsApi.WRITE, this::removeAll));
    }

    private SimulatedResponse byId(Call call) {
        return page(
                call,
                new Cursor(Long.MIN_VALUE, 0),
                membership -> new Cursor(membership.recordId(), 0),
                (members, position) -> members.byIdAfter(position.first(), limit(call) + 1),
                (members, position) -> members.byIdBefore(position.first(), limit(call) + 1));
    }

    private SimulatedResponse byJoining(Call call) {
        return page(
                call,
                new Cursor(Long.MIN_VALUE, Long.MIN_VALUE),
                membership -> new Cursor(membership.lastAddedAt(), membership.recordId()),
                (members, position) -> members.byJoiningAfter(membership(position), limit(call) + 1),
                (members, position) -> members.byJoiningBefore(membership(position), limit(call) + 1));
    }

    private static Membership membership(Cursor position) {
        return new Membership(position.second(), position.first(), position.first());
    }

    private interface Position {
        Cursor of(Membership membership);
    }

    /** Forward in order from {@code after}; else backward, in reverse order, from {@code before}. */
    private SimulatedResponse page(
            Call call,
            Cursor start,
            Position position,
            BiFunction<Members, Cursor, List<Membership>> forward,
            BiFunction<Members, Cursor, List<Membership>> backward) {
        int limit = limit(call);
        String after = call.parameter("after");
        String before = call.parameter("before");
        boolean isBackward = before != null && after == null;
        String cursor = isBackward ? before : after;
        Cursor from = cursor == null ? start : Cursor.parse(cursor);
        return lists.read(() -> {
            Members members = lists.require(call.variable("listId")).members;
            List<Membership> found = (isBackward ? backward : forward).apply(members, from);
            List<Membership> page = found.subList(0, Math.min(limit, found.size()));
            ObjectNode json = Json.object();
            json.put("total", members.size());
            var results = json.putArray("results");
            page.stream().map(ListJson::member).forEach(results::add);
            if (!page.isEmpty()) {
                Cursor first = position.of(isBackward ? page.getLast() : page.getFirst());
                Cursor last = position.of(isBackward ? page.getFirst() : page.getLast());
                if (!forward.apply(members, last).isEmpty()) {
                    Paging.next(json, last.text(), call.linkAfter(last.text()));
                }
                if (!backward.apply(members, first).isEmpty()) {
                    Paging.previous(json, first.text(), call.linkBefore(first.text()));
                }
            }
            return SimulatedResponse.ok(json);
        });
    }

    private static int limit(Call call) {
        int limit = Paging.limit(call, DEFAULT_LIMIT, MAXIMUM_LIMIT);
        return limit;
    }

    private SimulatedResponse add(Call call) {
        return change(call, bare(call), List.of());
    }

    private SimulatedResponse remove(Call call) {
        return change(call, List.of(), bare(call));
    }

    private SimulatedResponse addAndRemove(Call call) {
        ObjectNode body = call.body();
        return change(call, Json.texts(body, "recordIdsToAdd"), Json.texts(body, "recordIdsToRemove"));
    }

    private static List<String> bare(Call call) {
        var ids = new ArrayList<String>();
        for (JsonNode id : Json.readArray(call.request().body()).values()) {
            String text = Json.scalar(id, "recordId");
            if (text != null) {
                ids.add(text);
            }
        }
        return ids;
    }

    private SimulatedResponse change(Call call, List<String> toAdd, List<String> toRemove) {
        int maximum = settings().maximumChange();
        if (toAdd.size() + toRemove.size() > maximum) {
            throw ApiError.invalid("At most " + maximum + " records can be added or removed at once")
                    .exception();
        }
        return lists.write(call.source(), session -> {
            StoredList list = writable(call);
            var added = new ArrayList<String>();
            var removed = new ArrayList<String>();
            Set<String> missing = new LinkedHashSet<>();
            for (String id : toAdd) {
                StoredRecord record = crm.live(list.type, id);
                if (record == null) {
                    missing.add(id);
                } else if (lists.join(session, list, record.id())) {
                    added.add(id);
                }
            }
            for (String id : toRemove) {
                StoredRecord record = crm.live(list.type, id);
                if (record == null) {
                    missing.add(id);
                } else if (lists.leave(session, list, record.id())) {
                    removed.add(id);
                }
            }
            ObjectNode json = Json.object();
            json.set("recordsIdsAdded", Json.array(added));
            json.set("recordIdsRemoved", Json.array(removed));
            json.set("recordIdsMissing", Json.array(missing));
            return SimulatedResponse.ok(json);
        });
    }

    private SimulatedResponse addFrom(Call call) {
        int maximum = settings().maximumSource();
        return lists.write(call.source(), session -> {
            StoredList list = writable(call);
            StoredList source = lists.require(call.variable("sourceListId"));
            if (!source.type.equals(list.type)) {
                throw ListErrors.unfitType(source.type.typeId()).exception();
            }
            if (source.members.size() >= maximum) {
                throw ListErrors.invalid(
                                "SOURCE_LIST_TOO_LARGE",
                                "List " + source.id + " has " + source.members.size()
                                        + " memberships; a source must have fewer than " + maximum + ".")
                        .exception();
            }
            source.members.ids().forEach(id -> lists.join(session, list, id));
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse removeAll(Call call) {
        return lists.write(call.source(), session -> {
            StoredList list = writable(call);
            list.members.ids().forEach(id -> lists.leave(session, list, id));
            return SimulatedResponse.noContent();
        });
    }

    private StoredList writable(Call call) {
        StoredList list = lists.require(call.variable("listId"));
        if (list.processingType == ProcessingType.DYNAMIC) {
            throw ListErrors.notWritable(list).exception();
        }
        return list;
    }

    private ListSettings settings() {
        return settings.get(ListSettings.SECTION);
    }
}
