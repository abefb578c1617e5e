package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about lists themselves. Folders, conversions of lists and the mapping of legacy ids are not simulated.
 *
 * <p>Source: HubSpot docs, "Lists", and the models of HubSpot's own client.
 */
final class ListsApi {

    static final Access READ = Access.anyOf("crm.lists.read");
    static final Access WRITE = Access.anyOf("crm.lists.write", "cms.membership.access_groups.write");

    private static final int DEFAULT_COUNT = 20;
    private static final int MAXIMUM_COUNT = 500;

    private final Lists lists;
    private final Crm crm;

    /** Serves these lists of the account. */
    ListsApi(Lists lists, Crm crm) {
        this.lists = lists;
        this.crm = crm;
    }

    List<Route> routes() {
        String one = "/crm/lists/{listId}";
        return List.of(
                Route.of("GET", "/crm/lists", READ, this::readSeveral),
                Route.of("POST", "/crm/lists", WRITE, this::create),
                Route.of("POST", "/crm/lists/search", READ, this::search).reading(),
                Route.of("POST", "/crm/lists/all", READ, this::all).reading().under(ApiVersion.DATED),
                Route.of("GET", "/crm/lists/object-type-id/{type}/name/{listName}", READ, this::readByName),
                Route.of("GET", one, READ, this::read),
                Route.of("DELETE", one, WRITE, this::delete),
                Route.of("PUT", one + "/restore", WRITE, this::restore),
                Route.of("PUT", one + "/update-list-filters", WRITE, this::refilter),
                Route.of("PUT", one + "/update-list-name", WRITE, this::rename));
    }

    private SimulatedResponse create(Call call) {
        ObjectNode body = call.body();
        String name = Json.requiredText(body, "name");
        String objectTypeId = Json.requiredText(body, "objectTypeId");
        ProcessingType processingType = processingType(Json.requiredText(body, "processingType"));
        if (name.isBlank()) {
            throw ListErrors.invalid("INVALID_NAME", "The name of a list must not be blank.")
                    .exception();
        }
        if (body.hasNonNull("listFolderId") && body.get("listFolderId").asInt(0) != 0) {
            throw ListErrors.invalid("FOLDER_NOT_FOUND", "This simulator has no list folders but the root, 0.")
                    .exception();
        }
        ObjectType type = type(objectTypeId);
        JsonNode filters = body.hasNonNull("filterBranch") ? body.get("filterBranch") : null;
        return lists.write(
                call.source(),
                session -> show("list", lists.create(session, name, type, processingType, filters, user(call)), true));
    }

    private SimulatedResponse read(Call call) {
        String listId = call.variable("listId");
        return lists.read(() -> {
            StoredList list = lists.readable(listId);
            if (list == null) {
                throw ListErrors.notFound(listId).exception();
            }
            return show("list", list, call.flag("includeFilters"));
        });
    }

    private SimulatedResponse readByName(Call call) {
        ObjectType type = crm.types().named(call.variable("type"));
        String name = call.variable("listName");
        return lists.read(() -> {
            StoredList list = lists.named(name, type);
            if (list == null) {
                throw ListErrors.nameNotFound(name, type.typeId()).exception();
            }
            return show("list", list, call.flag("includeFilters"));
        });
    }

    private SimulatedResponse readSeveral(Call call) {
        List<String> ids = call.listParameter("listIds");
        return lists.read(() -> {
            ObjectNode json = Json.object();
            var found = json.putArray("lists");
            for (String id : ids) {
                StoredList list = lists.readable(id);
                if (list != null) {
                    found.add(ListJson.render(list, call.flag("includeFilters")));
                }
            }
            return SimulatedResponse.ok(json);
        });
    }

    private SimulatedResponse search(Call call) {
        ObjectNode body = call.body();
        int offset = Json.integer(body, "offset", 0);
        int count = count(body);
        Predicate<StoredList> wanted = wanted(body);
        List<String> ids = Json.texts(body, "listIds");
        String query = Json.optionalText(body, "query");
        String words = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        if (offset < 0) {
            throw ApiError.invalid("Invalid value for offset: " + offset).exception();
        }
        if (Json.optionalText(body, "sort") != null) {
            throw ApiError.invalid("This simulator sorts lists by id only; leave out \"sort\"")
                    .exception();
        }
        return lists.read(() -> {
            List<StoredList> found = lists.existing()
                    .filter(wanted)
                    .filter(list -> ids.isEmpty() || ids.contains(Long.toString(list.id)))
                    .filter(list -> list.name.toLowerCase(Locale.ROOT).contains(words))
                    .toList();
            int from = Math.min(offset, found.size());
            int to = (int) Math.min((long) from + count, found.size());
            ObjectNode json = Json.object();
            addResults(json, "lists", found.subList(from, to), body);
            json.put("offset", to);
            json.put("hasMore", to < found.size());
            json.put("total", found.size());
            return SimulatedResponse.ok(json);
        });
    }

    private SimulatedResponse all(Call call) {
        ObjectNode body = call.body();
        int count = count(body);
        Predicate<StoredList> wanted = wanted(body);
        String after = Json.optionalText(body, "after");
        long position =
                after == null || after.isEmpty() ? 0 : Cursor.parse(after).first();
        return lists.read(() -> {
            List<StoredList> found = lists.existing().filter(wanted).toList();
            List<StoredList> rest =
                    found.stream().filter(list -> list.id > position).toList();
            List<StoredList> page = rest.subList(0, Math.min(count, rest.size()));
            ObjectNode json = Json.object();
            json.put("total", found.size());
            addResults(json, "results", page, body);
            if (page.size() < rest.size()) {
                json.putObject("paging").putObject("next").put("after", new Cursor(page.getLast().id, 0).text());
            }
            return SimulatedResponse.ok(json);
        });
    }

    private void addResults(ObjectNode json, String key, List<StoredList> page, ObjectNode body) {
        List<String> additional = Json.texts(body, "additionalProperties");
        var results = json.putArray(key);
        page.forEach(list -> results.add(ListJson.result(list, lists.references(list), additional)));
    }

    private Predicate<StoredList> wanted(ObjectNode body) {
        Set<ProcessingType> processingTypes = Set.copyOf(Json.texts(body, "processingTypes").stream()
                .map(ListsApi::processingType)
                .toList());
        String objectTypeId = Json.optionalText(body, "objectTypeId");
        ObjectType type = objectTypeId == null ? null : type(objectTypeId);
        return list -> (processingTypes.isEmpty() || processingTypes.contains(list.processingType))
                && (type == null || list.type.equals(type));
    }

    private static int count(ObjectNode body) {
        int count = Json.integer(body, "count", DEFAULT_COUNT);
        if (count < 0 || count > MAXIMUM_COUNT) {
            throw ApiError.invalid("Invalid value for count: " + count + ". The maximum is " + MAXIMUM_COUNT + ".")
                    .exception();
        }
        return count == 0 ? DEFAULT_COUNT : count;
    }

    private SimulatedResponse delete(Call call) {
        return change(call, (list, session) -> {
            lists.delete(session, list, user(call));
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse restore(Call call) {
        return lists.write(call.source(), session -> {
            lists.restore(session, call.variable("listId"), user(call));
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse rename(Call call) {
        String name = call.parameter("listName");
        if (name == null || name.isBlank()) {
            throw ListErrors.invalid("INVALID_NAME", "listName must be given.").exception();
        }
        return change(call, (list, session) -> {
            lists.rename(session, list, name, user(call));
            return show("updatedList", list, call.flag("includeFilters"));
        });
    }

    private SimulatedResponse refilter(Call call) {
        JsonNode filters = call.body().get("filterBranch");
        if (filters == null) {
            throw ApiError.invalid(
                            "Invalid input JSON on line 1, column 2. Some required fields were not set: [filterBranch]")
                    .exception();
        }
        return change(call, (list, session) -> {
            lists.refilter(session, list, filters, user(call));
            return show("updatedList", list, true);
        });
    }

    /** Changes the list that the path names. */
    private SimulatedResponse change(Call call, ListChange change) {
        return lists.write(call.source(), session -> change.carryOut(lists.require(call.variable("listId")), session));
    }

    private interface ListChange {
        SimulatedResponse carryOut(StoredList list, WriteSession session);
    }

    private static SimulatedResponse show(String key, StoredList list, boolean includeFilters) {
        ObjectNode json = Json.object();
        json.set(key, ListJson.render(list, includeFilters));
        return SimulatedResponse.ok(json);
    }

    private ObjectType type(String objectTypeId) {
        try {
            return crm.types().named(objectTypeId);
        } catch (ApiException unknown) {
            throw ListErrors.unfitType(objectTypeId).exception();
        }
    }

    private static ProcessingType processingType(String name) {
        return ProcessingType.of(name)
                .orElseThrow(() -> ListErrors.invalid(
                                "INVALID_PROCESSING_TYPE",
                                "Unknown processing type " + name + "; there are MANUAL, SNAPSHOT and DYNAMIC.")
                        .exception());
    }

    private static long user(Call call) {
        return call.app() == null ? 0 : call.app().userId();
    }
}
