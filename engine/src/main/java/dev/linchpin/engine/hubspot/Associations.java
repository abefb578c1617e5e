package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How records of a HubSpot account are associated. HubSpot keeps no history of it, and changing it does not count as a
 * modification of the records. As with {@link HubSpot}, reads throw {@link HubSpotException} and writes never do. Thread-safe.
 */
public interface Associations {
    /** Every way in which records of one type can be associated with those of another. */
    List<AssociationKind> kinds(ObjectType from, ObjectType to);

    /**
     * What these live records are associated with; a record that is associated with nothing has no entry, nor has one that is
     * not there. Follows merges: the entry of a merged record is its survivor's.
     */
    Map<HubSpotId, List<AssociatedRecord>> read(ObjectType from, ObjectType to, Collection<HubSpotId> ids, Lane lane);

    /** Makes the changes, and answers what became of each in the same order. No two may be about the same two records. */
    List<AssociationOutcome> write(ObjectType from, ObjectType to, List<AssociationWrite> writes, WriteOptions options);
}
