package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.exchange.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A position in a list of things, opaque to callers: HubSpot's cursors say nothing, either. */
record Cursor(long first, long second) {

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((first + "/" + second).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The position that {@link #text} wrote.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 for anything else
     */
    static Cursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("/", -1);
            if (parts.length == 2) {
                return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(text).exception();
        }
        throw invalid(text).exception();
    }

    private static ApiError invalid(String text) {
        return ApiError.invalid("Invalid paging cursor: " + text);
    }
}
