package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.HubSpotId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is to change about how two records are associated.
 *
 * @param present the kinds that a read showed a moment ago: HubSpot sets labels as a whole, so those that stay are sent again
 * @param add kinds to add; none may be among {@code remove}
 * @param remove kinds to remove; removing the plain one ends all of them
 */
public record AssociationWrite(
        HubSpotId from,
        HubSpotId to,
        Set<AssociationKind> present,
        Set<AssociationKind> add,
        Set<AssociationKind> remove) {
    public AssociationWrite {
        present = Collections.unmodifiableSet(new LinkedHashSet<>(present));
        add = Collections.unmodifiableSet(new LinkedHashSet<>(add));
        remove = Collections.unmodifiableSet(new LinkedHashSet<>(remove));
    }
}
