package dev.linchpin.engine.cycle;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which records that could not be read are gone for good. HubSpot's announcement of a privacy deletion suffices;
 * otherwise it takes the failed read and a complete sweep.
 */
final class Evidence {
    private final Store store;

    Evidence(Store store) {
        this.store = store;
    }

    /** The states with what is gone told as such. */
    Map<HubSpotId, RecordState> weigh(Collection<Claim> claims, Map<HubSpotId, RecordState> states) {
        var unknown = new ArrayList<Claim>();
        var ids = new ArrayList<HubSpotId>();
        states.forEach((id, state) -> {
            if (state instanceof RecordState.Unknown || state instanceof RecordState.Archived) {
                ids.add(id);
            }
        });
        if (ids.isEmpty()) {
            return states;
        }
        claims.stream()
                .filter(claim -> states.get(claim.link().record()) instanceof RecordState.Unknown)
                .forEach(unknown::add);
        return store.inTransaction(tx -> {
            var weighed = new HashMap<>(states);
            var gone = tx.absences().missed(unknown.stream().map(Claim::link).toList());
            unknown.stream()
                    .filter(claim -> gone.contains(claim.link().id()))
                    .forEach(claim -> weighed.put(claim.link().record(), new RecordState.Gone(false)));
            for (var type :
                    claims.stream().map(claim -> claim.link().type()).distinct().toList()) {
                tx.erasures().announced(type, ids).forEach(id -> weighed.put(id, new RecordState.Gone(true)));
            }
            return weighed;
        });
    }

    Map<HubSpotId, RecordState> weigh(Claim claim, Map<HubSpotId, RecordState> states) {
        return weigh(List.of(claim), states);
    }
}
