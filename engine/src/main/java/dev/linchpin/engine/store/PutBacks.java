package dev.linchpin.engine.store;

import dev.linchpin.engine.model.Value;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What Linchpin replaced in HubSpot lately, as the journal tells. Part of a {@link Transaction}. */
public interface PutBacks {
    /**
     * @param replaced what HubSpot held
     * @param restored what Linchpin held against it
     */
    record PutBack(long linkId, String field, Value replaced, Value restored) {}

    /** What was put back of these links at or after a time, and after a person last settled a conflict about the field. */
    List<PutBack> since(Collection<Long> linkIds, Instant from);
}
