package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;

/**
 * An event of a webhook delivery or of the webhooks journal, stored before HubSpot is told that it arrived. Events only mark; {@code property} and {@code value} serve to drop echoes.
 *
 * @param id 0 before it is stored
 * @param kind the part of the subscription type after the dot ({@code creation}, {@code propertyChange}, ...)
 * @param property empty unless the kind is {@code propertyChange}
 * @param value what HubSpot says the property now is; empty when unknown
 * @param deduplicationKey equal for repeated deliveries of one event, and for nothing else ({@code eventId} is not unique)
 * @param feed what told first
 */
public record InboxEvent(
        long id,
        ObjectType type,
        HubSpotId record,
        String kind,
        String property,
        String value,
        Instant occurredAt,
        boolean ours,
        String deduplicationKey,
        Feed feed) {
    /** An event that a webhook told. */
    public InboxEvent(
            long id,
            ObjectType type,
            HubSpotId record,
            String kind,
            String property,
            String value,
            Instant occurredAt,
            boolean ours,
            String deduplicationKey) {
        this(id, type, record, kind, property, value, occurredAt, ours, deduplicationKey, Feed.WEBHOOKS);
    }
}
