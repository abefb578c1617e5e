package dev.linchpin.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Collection;
import java.util.Set;

/**
 * Lets pages of other origins call the API from a browser, with their session. Javalin's own plugin would do, but for taking
 * the calls of pages of the server's own origin, which browsers name as well, for errors.
 */
public final class Cors implements Endpoints {
    private final Set<String> origins;

    /** @param origins as browsers write them: {@code https://dashboard.example.com} */
    public Cors(Collection<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        if (!origins.isEmpty()) {
            routes.before(this::allow);
        }
    }

    private void allow(Context context) {
        context.header("Vary", "Origin");
        var origin = context.header("Origin");
        if (origin == null || !origins.contains(origin)) {
            return;
        }
        context.header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Expose-Headers", "Content-Disposition, ETag, Location, Retry-After");
        if (context.method().equals(HandlerType.OPTIONS) && context.header("Access-Control-Request-Method") != null) {
            context.header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
                    .header("Access-Control-Allow-Headers", "Authorization, Content-Type, X-CSRF-Token")
                    .header("Access-Control-Max-Age", "3600")
                    .status(204)
                    .skipRemainingHandlers();
        }
    }
}
