package dev.linchpin.server.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Reads request bodies, up to a limit. */
public final class Bodies {
    /** The largest body that is read, in bytes. */
    public static final int LIMIT = 1024 * 1024;

    /** How long a body may take altogether; one that trickles in would hold its request for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PASSING = Duration.ofSeconds(2);
    private static final int MOST_TO_PASS = 8 * LIMIT;

    private Bodies() {}

    /** @throws ProblemException when the body is too large, too slow or breaks off */
    public static byte[] read(Context context) {
        var body = new ByteArrayOutputStream();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var buffer = new byte[8192];
        try {
            var input = context.req().getInputStream();
            if (context.req().getContentLengthLong() > LIMIT) {
                letPass(input);
                throw tooLarge();
            }
            for (var read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                body.write(buffer, 0, read);
                if (body.size() > LIMIT) {
                    letPass(input);
                    throw tooLarge();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw tooSlow();
                }
            }
            return body.toByteArray();
        } catch (IOException broken) {
            throw broken.getCause() instanceof TimeoutException ? tooSlow() : brokenOff();
        }
    }

    /**
     * Reads on and throws away, within bounds: a caller who is still sending when the connection is closed would see it
     * broken, and not the answer that says why.
     */
    private static void letPass(InputStream input) throws IOException {
        var deadline = System.nanoTime() + PASSING.toNanos();
        var buffer = new byte[8192];
        var left = MOST_TO_PASS;
        while (left > 0 && System.nanoTime() - deadline < 0) {
            var read = input.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static ProblemException tooLarge() {
        return ProblemDetails.of(
                        413,
                        "body_too_large",
                        "The body is too large",
                        "A request body may have at most " + LIMIT + " bytes.")
                .with("limit_bytes", LIMIT)
                .asException();
    }

    private static ProblemException tooSlow() {
        return ProblemDetails.of(408, "timeout", "The request took too long", "The body did not arrive in time.")
                .asException();
    }

    private static ProblemException brokenOff() {
        return ProblemDetails.badRequest("incomplete_body", "The body broke off.")
                .asException();
    }
}
