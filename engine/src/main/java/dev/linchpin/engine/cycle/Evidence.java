package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Absences;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what became of records that could not be read. HubSpot's announcement of a privacy deletion suffices to take one for
 * gone; otherwise it takes the failed read and a complete sweep. One that lives on in an archived record is archived as that.
 */
record Evidence(Store store, ObjectMapping mapping, RecordReader reader) {

    private record Findings(Map<Long, Absences.Finding> absent, Set<HubSpotId> erased) {}

    /** The states with what is gone told as such. */
    Map<HubSpotId, RecordState> weigh(Collection<Claim> claims, Map<HubSpotId, RecordState> states, Lane lane) {
        var absent = states.entrySet().stream()
                .filter(state -> state.getValue() instanceof RecordState.Unknown
                        || state.getValue() instanceof RecordState.Archived)
                .map(Map.Entry::getKey)
                .toList();
        if (absent.isEmpty()) {
            return states;
        }
        var unknown = claims.stream()
                .filter(claim -> states.get(claim.link().record()) instanceof RecordState.Unknown)
                .toList();
        var findings = store.inTransaction(tx -> new Findings(
                tx.absences().missed(unknown.stream().map(Claim::link).toList()),
                tx.erasures().announced(mapping.type(), absent)));
        var survivors = findings.absent().values().stream()
                .map(Absences.Finding::survivor)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        var archived = reader.readArchived(survivors, unknown, lane);
        var weighed = new HashMap<>(states);
        var doubtful = new ArrayList<Link>();
        for (var claim : unknown) {
            var id = Objects.requireNonNull(claim.link().record());
            var finding = findings.absent().get(claim.link().id());
            if (finding == null) {
                continue;
            }
            var survivor = finding.survivor().orElse(null);
            if (survivor == null) {
                weighed.put(id, new RecordState.Gone(false));
            } else if (archived.containsKey(survivor)) {
                weighed.put(id, archived.get(survivor));
            } else {
                doubtful.add(claim.link());
            }
        }
        if (!doubtful.isEmpty()) {
            store.inTransaction(tx -> {
                tx.absences().doubt(doubtful);
                return doubtful;
            });
        }
        findings.erased().forEach(id -> weighed.put(id, new RecordState.Gone(true)));
        return weighed;
    }
}
