package dev.linchpin.server.api;

import dev.linchpin.server.http.Access;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.StaticFile;
import io.javalin.config.RoutesConfig;

/** The OpenAPI document of this API. It holds no data, so it needs no key. */
public final class ApiDescription implements Endpoints {
    private final StaticFile document = StaticFile.find(
                    "/dev/linchpin/server/api/openapi.yaml", "application/yaml; charset=utf-8")
            .orElseThrow(() -> new IllegalStateException("openapi.yaml is missing from this build"));

    @Override
    public void addTo(RoutesConfig routes) {
        Access.open(routes, "/api/openapi.yaml", document::answer);
    }
}
