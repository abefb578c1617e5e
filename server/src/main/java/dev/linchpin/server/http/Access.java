package dev.linchpin.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.security.RouteRole;

/** Which routes may be called without the API key: those that say so when they are added, and no others. */
public enum Access implements RouteRole {
    WITHOUT_KEY;

    /** Adds what everybody may read. The router hands a route's roles to GET only, so HEAD is added as well. */
    public static void open(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler, WITHOUT_KEY);
        routes.head(path, handler, WITHOUT_KEY);
    }
}
