package dev.linchpin.simulator.owners;

import dev.linchpin.simulator.crm.owners.Owner;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import tools.jackson.databind.node.ObjectNode;

/** Owners as JSON (HubSpot docs, "Owners"): an owner who has left has no user but the one he was. */
final class OwnerJson {

    private OwnerJson() {}

    static ObjectNode render(Owner owner) {
        ObjectNode json = Json.object();
        json.put("id", Long.toString(owner.id()));
        json.put("email", owner.email());
        json.put("type", owner.isQueue() ? "QUEUE" : "PERSON");
        json.put("firstName", owner.firstName());
        json.put("lastName", owner.lastName());
        Long userId = owner.userId();
        if (userId != null) {
            if (!owner.archived()) {
                json.put("userId", userId.longValue());
            }
            json.put("userIdIncludingInactive", userId.longValue());
        }
        json.put("createdAt", Timestamps.iso(owner.createdAt()));
        json.put("updatedAt", Timestamps.iso(owner.updatedAt()));
        json.put("archived", owner.archived());
        if (!owner.teams().isEmpty()) {
            var teams = json.putArray("teams");
            for (Owner.Team team : owner.teams()) {
                ObjectNode entry = teams.addObject();
                entry.put("id", team.id());
                entry.put("name", team.name());
                entry.put("primary", team.primary());
            }
        }
        return json;
    }
}
