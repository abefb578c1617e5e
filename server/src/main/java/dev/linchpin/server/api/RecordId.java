package dev.linchpin.server.api;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;

/** How a path names a record: by its row's key, or as {@code hubspot:ID}. */
public sealed interface RecordId {
    String PREFIX = "hubspot:";

    record OfRow(RowKey key) implements RecordId {}

    record OfRecord(HubSpotId id) implements RecordId {}

    /** @throws ProblemException 400 when it names nothing */
    static RecordId parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return new OfRow(new RowKey(text));
        }
        var id = text.substring(PREFIX.length());
        if (id.isBlank()) {
            throw ProblemDetails.badRequest("invalid_id", "After 'hubspot:' comes the id of a HubSpot record.")
                    .asException();
        }
        return new OfRecord(new HubSpotId(id));
    }
}
