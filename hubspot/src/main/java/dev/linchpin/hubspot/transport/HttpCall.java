package dev.linchpin.hubspot.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, complete with its credential: never log it whole.
 *
 * @param body JSON text; null for a request without a body
 * @param timeout how long to wait for the whole answer, from sending on
 */
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        Duration timeout) {
    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** The credential and the body stay out of logs. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + uri.getPath() + "]";
    }
}
