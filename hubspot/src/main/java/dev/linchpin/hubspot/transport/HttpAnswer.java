package dev.linchpin.hubspot.transport;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A complete HTTP answer. Immutable as long as nobody writes into the body it was given. */
public final class HttpAnswer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param headers by name in any case; of a repeated header, one value
     * @param body taken over, not copied
     */
    public HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (one, other) -> one));
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The header of this name, in any case; null when HubSpot did not send it. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The body's bytes, not a copy: for reading only. */
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + ", " + body.length + " bytes]";
    }
}
