package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.HubSpotId;
import java.util.Set;

/**
 * A record that another one is associated with.
 *
 * @param kinds in which ways; the plain one is always among them
 */
public record AssociatedRecord(HubSpotId id, Set<AssociationKind> kinds) {
    public AssociatedRecord {
        kinds = Set.copyOf(kinds);
    }
}
