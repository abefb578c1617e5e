package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What polls found changed that no event had told, until it is judged, and how often each feed told or missed a change.
 * Within one {@link Transaction}; not thread-safe.
 */
public interface Announcements {
    /**
     * A change that a poll found.
     *
     * @param updatedAt HubSpot's time of it
     * @param isTold an event about the record, of that time or later and not of our own write, has come meanwhile
     * @param isChange the cycle found something in it that had to be carried over, or a conflict; a change to properties that
     *     are not mapped, or a touch, is none
     */
    record Found(HubSpotId record, Instant updatedAt, boolean isTold, boolean isChange) {}

    /** Remembers changes that a poll found before any event told them; those already known stay as they are. */
    void found(ObjectType type, Map<HubSpotId, Instant> changes);

    /** Takes out what was found before this moment, oldest first. */
    List<Found> takeFoundBefore(ObjectType type, Instant before, int limit);

    /** Adds to the figures of the present hour. */
    void count(Feed feed, ObjectType type, int told, int missed);

    /**
     * How much of what happened in HubSpot a feed told in time.
     *
     * @param lastAt when it last told of anything; null when it never did
     */
    record Completeness(
            Feed feed,
            ObjectType type,
            long told,
            long missed,
            @Nullable Instant lastAt) {
        /** From 0 to 1; 1 as long as nothing happened. */
        public double share() {
            return missed == 0 ? 1 : (double) told / (told + missed);
        }
    }
}
