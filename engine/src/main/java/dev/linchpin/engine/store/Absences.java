package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Evidence about records that a read by id found neither live nor archived. That alone proves nothing; once a complete sweep of
 * the account, begun after it, has not found the record either, it is gone.
 */
public interface Absences {
    /** Notes that the records of these links were not found just now; answers those that are gone. */
    Set<Long> missed(Collection<Link> links);

    /** Whether any record of the type waits for a sweep. */
    boolean awaitSweep(ObjectType type);

    /** These records are there, live or archived: what was held against them is void. Answers their links. */
    List<Long> found(ObjectType type, Collection<HubSpotId> records);

    /** A complete sweep that began then is through; answers the links of the records that are gone by it. */
    List<Long> swept(ObjectType type, Instant beganAt);
}
