package dev.linchpin.server.http;

import io.javalin.config.RoutesConfig;

/** The endpoints of one area. */
@FunctionalInterface
public interface Endpoints {
    void addTo(RoutesConfig routes);
}
