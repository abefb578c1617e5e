package dev.linchpin.simulator.webhooks;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One request to the webhook target, to be settled with what came of it. Immutable, as long as nobody changes the body's
 * bytes.
 */
public final class Delivery {

    private final Lane lane;
    private final URI target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final List<QueuedEvent> events;

    Delivery(Lane lane, URI target, Map<String, String> headers, byte[] body, List<QueuedEvent> events) {
        this.lane = lane;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.events = events;
    }

    /** Where to POST it. */
    public URI target() {
        return target;
    }

    /** Headers to send, signatures among them. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A JSON array of events; not to be changed. */
    public byte[] body() {
        return body;
    }

    /** How many events it holds. */
    public int size() {
        return events.size();
    }

    List<QueuedEvent> events() {
        return events;
    }

    Lane lane() {
        return lane;
    }
}
