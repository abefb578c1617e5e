package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks whether there is anything to do, each time by a single query outside any transaction. Takes no lock and no ownership,
 * so it can be asked many times a second; the answer may be out of date at once. Thread-safe.
 */
public interface Glance {
    /** Whether the change log holds anything. */
    boolean hasCaptured();

    /** Whether the inbox holds anything. */
    boolean hasEvents();

    /** How many unclaimed queue entries of the type are due; {@code atMost} stands for any number of more. */
    int due(ObjectType type, Instant now, int atMost);

    /** As {@link Transaction#linksToAudit}. */
    boolean hasAudits(ObjectType type, Instant before);

    /** Whether {@link Identities#checksDue} may find any. */
    boolean hasChecks(ObjectType type, Instant now);

    /** Whether {@link Announcements#takeFoundBefore} finds any. */
    boolean hasFound(ObjectType type, Instant before);

    /** Whether a sweep of the whole account is wanted for records that are missing. */
    boolean awaitsSweep(ObjectType type);

    /** As {@link Transaction#watermark(String)}. */
    Optional<String> watermark(String feed);
}
