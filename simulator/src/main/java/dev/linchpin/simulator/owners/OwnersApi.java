package dev.linchpin.simulator.owners;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Paging;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.owners.Owner;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Calls about owners, which only read (HubSpot docs, "Owners"). */
public final class OwnersApi {

    private static final Access READ = Access.anyOf("crm.objects.owners.read");

    private final Crm crm;
    private final SettingsStore settings;

    /** Serves the account. */
    public OwnersApi(Crm crm, SettingsStore settings) {
        this.crm = crm;
        this.settings = settings;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/crm/owners", READ, this::list),
                Route.of("GET", "/crm/owners/{id}", READ, this::read));
    }

    private SimulatedResponse list(Call call) {
        int maximum = settings.get(DefinitionSettings.SECTION).ownersPageMaximum();
        int limit = Paging.limit(call, 100, maximum);
        long after = call.intParameter("after", 0);
        String email = call.parameter("email");
        List<Owner> found = crm.owners().all().stream()
                .filter(owner -> owner.archived() == call.flag("archived"))
                .filter(owner -> owner.id() > after)
                .filter(owner ->
                        email == null || email.strip().toLowerCase(Locale.ROOT).equals(owner.email()))
                .toList();
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        found.stream().limit(limit).map(OwnerJson::render).forEach(results::add);
        if (found.size() > limit) {
            String next = Long.toString(found.get(limit - 1).id());
            Paging.next(json, next, call.linkAfter(next));
        }
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse read(Call call) {
        String id = call.variable("id");
        String idProperty = call.parameter("idProperty");
        boolean byUser = "userId".equals(idProperty);
        if (idProperty != null && !byUser && !idProperty.equals("id")) {
            throw ApiError.invalid("Invalid value for idProperty: " + idProperty)
                    .withContext(Map.of("idProperty", List.of(idProperty)))
                    .exception();
        }
        return SimulatedResponse.ok(OwnerJson.render(crm.owners().all().stream()
                .filter(owner -> owner.archived() == call.flag("archived"))
                .filter(owner -> id.equals(byUser ? String.valueOf(owner.userId()) : Long.toString(owner.id())))
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("resource not found")
                        .withContext(Map.of("ownerId", List.of(id)))
                        .exception())));
    }
}
