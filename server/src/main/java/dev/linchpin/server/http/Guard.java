package dev.linchpin.server.http;

import io.javalin.http.Context;

/** Decides who may call what. Thread-safe. */
@FunctionalInterface
public interface Guard {
    /** Whether whoever presents this key may do everything. Takes the same time for every wrong key. */
    boolean accepts(String key);

    /** @throws ProblemException unless the request carries the key, or needs none */
    default void check(Context context) {
        if (isOpen(context)) {
            return;
        }
        var header = context.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw unauthorized("This needs the API key: send it as 'Authorization: Bearer KEY'.");
        }
        if (!accepts(header.substring(7).strip())) {
            throw unauthorized("This API key is not valid.");
        }
    }

    private static boolean isOpen(Context context) {
        var path = context.path();
        if (path.equals("/metrics")) {
            return isLocal(context);
        }
        var isGuarded = path.startsWith("/api/") || path.startsWith("/v1/");
        return !isGuarded || path.startsWith("/v1/webhooks/");
    }

    /** A reverse proxy on this machine calls from loopback too, but for somebody else. */
    private static boolean isLocal(Context context) {
        var isForwarded = context.header("X-Forwarded-For") != null || context.header("Forwarded") != null;
        return !isForwarded && isLoopback(context.req().getRemoteAddr());
    }

    private static boolean isLoopback(String address) {
        var plain = address.replace("[", "").replace("]", "");
        return plain.startsWith("127.") || plain.equals("::1") || plain.equals("0:0:0:0:0:0:0:1");
    }

    private static ProblemException unauthorized(String detail) {
        return ProblemDetails.of(401, "unauthorized", "The API key is missing or wrong", detail)
                .asException();
    }
}
