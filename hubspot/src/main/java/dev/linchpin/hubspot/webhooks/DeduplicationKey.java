package dev.linchpin.hubspot.webhooks;

import dev.linchpin.engine.model.ObjectType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Equal for repeated deliveries of one event and for nothing else. HubSpot's {@code eventId} does not serve: it is not
 * unique, and a retried delivery may be batched anew.
 */
final class DeduplicationKey {
    private static final int BYTES = 16;

    private DeduplicationKey() {}

    /**
     * @param kind without the name of the type, which subscriptions to the generic kind and the journal do not have
     * @param detail what else tells events apart; hashed, because values are long and personal
     */
    static String of(String kind, ObjectType type, String id, String property, Instant occurredAt, String detail) {
        return String.join(
                "|",
                kind,
                type.name(),
                id,
                property,
                Long.toString(occurredAt.toEpochMilli()),
                detail.isEmpty() ? "" : hash(detail));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
