package dev.linchpin.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The dashboard's files, out of its jar. They hold no data, so they need no key. */
public final class StaticPages implements Endpoints {
    private static final String FOLDER = "/dev/linchpin/dashboard/";
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "dashboard.css", "text/css; charset=utf-8",
            "dashboard.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    @Override
    public void addTo(RoutesConfig routes) {
        FILES.forEach((name, type) -> Access.open(routes, "/" + name, context -> send(context, name, type)));
        Access.open(routes, "/", context -> send(context, "index.html", FILES.getOrDefault("index.html", "text/html")));
    }

    private static void send(Context context, String name, String type) {
        try (var file = StaticPages.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw ProblemDetails.notFound("The dashboard is not part of this build.")
                        .asException();
            }
            context.contentType(type).header("Cache-Control", "no-cache").result(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
