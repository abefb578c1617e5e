package dev.linchpin.server.http;

import io.javalin.http.Context;

/** Decides who may call what. Thread-safe. */
@FunctionalInterface
public interface Guard {
    /** Whether whoever presents this key may do everything. Takes the same time for every wrong key. */
    boolean accepts(String key);

    /** @throws ProblemException unless the request carries the key, or needs none */
    default void check(Context context) {
        if (context.routeRoles().contains(Access.WITHOUT_KEY)) {
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

    /** What whoever is not let in is told. */
    static ProblemException unauthorized(String detail) {
        return ProblemDetails.of(401, "unauthorized", "The API key is missing or wrong", detail)
                .asException();
    }
}
