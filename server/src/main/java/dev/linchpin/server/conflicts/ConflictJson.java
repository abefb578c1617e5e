package dev.linchpin.server.conflicts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open conflict as the API shows it.
 *
 * @param pending a decision that is not applied yet
 * @param refused why a pending decision could not be applied
 */
public record ConflictJson(
        long id,
        String objectType,
        @Nullable String rowId,
        @Nullable String hubspotId,
        @Nullable String recordName,
        String kind,
        @Nullable String fieldName,
        @Nullable String fieldLabel,
        @Nullable String baseValue,
        @Nullable String databaseValue,
        @Nullable String hubspotValue,
        int version,
        Instant openedAt,
        String detail,
        @Nullable Pending pending,
        @Nullable String refused) {

    /** A decision that can be taken back. */
    public record Pending(String resolution, @Nullable String value, Instant dueAt, String batch) {}

    /** With who changed what and when, as far as it is known. */
    public record Detail(
            @JsonUnwrapped ConflictJson conflict,
            @Nullable Instant databaseChangedAt,
            @Nullable Instant hubspotChangedAt,
            @Nullable String hubspotChangedBy,
            @Nullable String hubspotUrl) {}
}
