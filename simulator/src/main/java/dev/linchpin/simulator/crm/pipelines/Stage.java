package dev.linchpin.simulator.crm.pipelines;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a pipeline. Immutable.
 *
 * @param id unique within the object type
 * @param metadata such as {@code probability} of a deal's stage or {@code ticketState}; every value is text
 * @param createdAt milliseconds; 0 for HubSpot's own
 */
public record Stage(
        String id, String label, int displayOrder, Map<String, String> metadata, long createdAt, long updatedAt) {

    /** Copies the metadata, keeping its order. */
    public Stage {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** How likely a deal in it is to be won, from 0 to 1; null where stages have no such thing. */
    public @Nullable BigDecimal probability() {
        String text = metadata.get("probability");
        return text == null ? null : new BigDecimal(text);
    }

    /** Whether records in it are done with: the kinds of object say so by different keys. */
    public boolean isClosed() {
        return "true".equals(metadata.get("isClosed"))
                || "CLOSED".equals(metadata.get("ticketState"))
                || "CLOSED".equals(metadata.get("state"));
    }

    /** Whether a deal in it is won. */
    public boolean isWon() {
        BigDecimal probability = probability();
        return isClosed() && probability != null && probability.compareTo(BigDecimal.ONE) == 0;
    }

    /** The same stage at another place. */
    public Stage at(int order) {
        return new Stage(id, label, order, metadata, createdAt, updatedAt);
    }
}
