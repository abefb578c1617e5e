package dev.linchpin.simulator.api;

import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.util.List;

/** Decides who calls and whether they may. Thread-safe. */
public interface Gatekeeper {

    /**
     * Who sent the request.
     *
     * @param access what the call is open to, since some accept other credentials than tokens
     * @throws dev.linchpin.simulator.exchange.ApiException 401 if that cannot be told
     */
    App authenticate(SimulatedRequest request, Access access);

    /**
     * Lets pass whoever may.
     *
     * @param types the object types that the path names
     * @throws dev.linchpin.simulator.exchange.ApiException 403 for all others
     */
    void admit(App app, Access access, List<ObjectType> types);
}
