package dev.linchpin.server.failures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the API shows it.
 *
 * @param cause the group that it belongs to
 */
public record DeadLetterJson(
        long id,
        String objectType,
        @Nullable String rowId,
        @Nullable String hubspotId,
        @Nullable String recordName,
        @Nullable String fieldName,
        @Nullable String fieldLabel,
        String refusedBy,
        @Nullable String refusedValue,
        String message,
        String advice,
        String cause,
        Instant at,
        boolean discarded,
        @Nullable String hubspotUrl) {}
