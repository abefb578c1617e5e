package dev.linchpin.simulator.search;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import dev.linchpin.simulator.objects.RecordJson;
import dev.linchpin.simulator.settings.Behaviour;
import dev.linchpin.simulator.settings.SettingsStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The search call. Thread-safe. */
public final class SearchApi {

    private final Crm crm;
    private final Search search;
    private final SettingsStore settings;

    /** Searches the account's records. */
    public SearchApi(Crm crm, Search search, SettingsStore settings) {
        this.crm = crm;
        this.search = search;
        this.settings = settings;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(Route.of("POST", "/crm/objects/{type}/search", Access.READ_RECORDS, this::search)
                .counting(Quota.SEARCH)
                .reading());
    }

    private SimulatedResponse search(Call call) {
        ObjectType type = crm.types().named(call.variable("type"));
        Catalogue catalogue = crm.catalogue(type);
        Behaviour behaviour = settings.get().behaviour();
        int length = new String(call.request().body(), StandardCharsets.UTF_8).length();
        SearchRequest request = new SearchParser(catalogue, behaviour).parse(call.body(), length);
        SearchResult result = search.search(type, request);
        RecordJson view = RecordJson.selecting(catalogue, behaviour, request.properties(), List.of())
                .readableBy(call.app());
        ObjectNode json = Json.object();
        json.put("total", result.total());
        var results = json.putArray("results");
        result.page().stream().map(view::render).forEach(results::add);
        if (result.hasMore()) {
            json.putObject("paging")
                    .putObject("next")
                    .put("after", Integer.toString(request.offset() + request.limit()));
        }
        return SimulatedResponse.ok(json);
    }
}
