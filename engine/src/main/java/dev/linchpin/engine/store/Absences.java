package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence about records that a read by id found neither live nor archived. That alone proves nothing; once a complete sweep of
 * the account, begun after it, has not found the record either, it is gone.
 */
public interface Absences {
    /** Notes that the records of these links were not found just now; answers what is known of those that are gone, by link. */
    Map<Long, Finding> missed(Collection<Link> links);

    /** @param survivor the archived record that this one was merged into; empty when it is nowhere */
    record Finding(Optional<HubSpotId> survivor) {}

    /** These records were merged into others that are archived, by the id of each; answers their links. */
    List<Long> absorbed(ObjectType type, Map<HubSpotId, HubSpotId> survivors);

    /** What was known of these links' records no longer holds: they wait for a sweep as if they had been missed just now. */
    void doubt(Collection<Link> links);

    /** These records are there, live or archived: what was held against them is void. Answers their links. */
    List<Long> found(ObjectType type, Collection<HubSpotId> records);

    /** A complete sweep that began then is through; answers the links of the records that are gone by it. */
    List<Long> swept(ObjectType type, Instant beganAt);
}
