package dev.linchpin.simulator.owners;

import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.owners.Owner;
import dev.linchpin.simulator.crm.owners.Owners;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * What HubSpot's administrators do with users, of which owners follow: {@code POST /_simulator/owners} adds one, {@code DELETE
 * /_simulator/owners/{id}} lets one leave, {@code POST /_simulator/owners/{id}/restore} brings one back.
 */
public final class OwnersDesk {

    private final Owners owners;
    private final SimulatorClock clock;

    /** Works on the account's owners. */
    public OwnersDesk(Owners owners, SimulatorClock clock) {
        this.owners = owners;
        this.clock = clock;
    }

    /** Adds an owner: {@code email}, {@code firstName}, {@code lastName}, and {@code type} unless it is a {@code PERSON}. */
    public SimulatedResponse add(ObjectNode body) {
        String email = Json.requiredText(body, "email").strip().toLowerCase(Locale.ROOT);
        String first = Json.optionalText(body, "firstName");
        String last = Json.optionalText(body, "lastName");
        boolean queue = "QUEUE".equals(Json.optionalText(body, "type"));
        Owner owner = owners.add(email, first == null ? "" : first, last == null ? "" : last, queue, clock.millis());
        return SimulatedResponse.json(201, OwnerJson.render(owner));
    }

    /**
     * Lets an owner leave or come back.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 404 if there is no such owner
     */
    public SimulatedResponse archive(String id, boolean gone) {
        Owner owner = owners.find(id);
        Owner after = owner == null ? null : owners.archive(owner.id(), gone, clock.millis());
        if (after == null) {
            throw ApiError.notFound("There is no owner " + id).exception();
        }
        return SimulatedResponse.json(200, OwnerJson.render(after));
    }
}
