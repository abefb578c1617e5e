package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.HubSpotId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of one record of a write. A batch yields one outcome for each record it was given, in the same order. */
public sealed interface WriteOutcome {
    /**
     * HubSpot stored it.
     *
     * @param record what HubSpot answered: the written properties as stored, and the record's new {@code updatedAt}
     * @param created whether an upsert made a new record
     */
    record Written(HubSpotRecord record, boolean created) implements WriteOutcome {}

    /**
     * HubSpot refused this record's values for good (validation); nothing of it was stored. The other records of the batch
     * have outcomes of their own.
     *
     * @param message HubSpot's own words
     * @param properties the properties at fault; empty when HubSpot did not say
     */
    record Refused(String message, Set<String> properties) implements WriteOutcome {}

    /** There is no such live record: archived, merged or erased. */
    record Missing() implements WriteOutcome {}

    /** Another record already holds a value that must be unique. */
    record Taken(Optional<HubSpotId> existing, String message) implements WriteOutcome {}

    /**
     * Whether HubSpot stored it is unknown; only the property history can tell.
     *
     * @param mayStillArrive no answer came at all, so the request may yet be carried out; false when HubSpot answered
     *     with an error
     * @param retryAfter how long HubSpot asked to be left alone; null when it did not
     */
    record Unsettled(
            String reason, boolean mayStillArrive, @Nullable Duration retryAfter) implements WriteOutcome {}

    /**
     * It was certainly not stored and may be tried again: not sent in time, or turned away before any processing (429).
     */
    record NotSent(String reason, @Nullable Duration retryAfter) implements WriteOutcome {}
}
