package dev.linchpin.engine.store;

import dev.linchpin.engine.model.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One field of one outgoing write, committed before it is sent. Open until acknowledged or settled; kept until audited. An
 * archive call has one attempt, for the whole record.
 *
 * @param id 0 before it is stored
 * @param field empty for the archiving of the whole record
 * @param rowValue the row's value that it carries: what {@code base.local} becomes once HubSpot has it
 * @param sent what is sent to HubSpot
 * @param seen what HubSpot showed when it was decided
 * @param readStamp the record's {@code updatedAt} in that read: HubSpot's time, so no clock of ours is involved
 * @param deadline when an unanswered request can no longer be carried out, by our clock
 * @param writtenAt HubSpot's time of our own history entry; null while the attempt is open
 */
public record Attempt(
        long id,
        long linkId,
        String field,
        Value rowValue,
        Value sent,
        Value seen,
        Instant readStamp,
        Instant deadline,
        @Nullable Instant writtenAt) {
    public Attempt acknowledgedAt(Instant hubspotTime) {
        return new Attempt(id, linkId, field, rowValue, sent, seen, readStamp, deadline, hubspotTime);
    }

    public Attempt withDeadline(Instant newDeadline) {
        return new Attempt(id, linkId, field, rowValue, sent, seen, readStamp, newDeadline, writtenAt);
    }

    /** The same write, not stored yet, as that of another link. */
    public Attempt of(long otherLink) {
        return new Attempt(0, otherLink, field, rowValue, sent, seen, readStamp, deadline, null);
    }

    /** The record was to be archived, because its row was deleted. */
    public boolean isArchiving() {
        return field.isEmpty();
    }

    public boolean isOpen() {
        return writtenAt == null;
    }
}
