package dev.linchpin.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The dashboard's files, out of its jar: the application where it was built, else the plain page. They hold no data, so they
 * need no key.
 */
public final class StaticPages implements Endpoints {
    private static final String HTML = "text/html; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            "html", HTML,
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "webmanifest", "application/manifest+json",
            "txt", "text/plain; charset=utf-8");

    /** One file of one folder: nothing that could lead elsewhere. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.([a-z0-9]+)");

    /** What programs call: there a missing path is an error, and never a page. */
    private static final Pattern PROGRAMS = Pattern.compile("/(api|v1|webhooks|health|metrics)(/.*)?");

    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final String SETTINGS = "{\"api_url\": \"\"}";

    private final String folder;
    private final Optional<StaticFile> application;

    public StaticPages() {
        this("/dev/linchpin/dashboard/");
    }

    /** @param root the folder on the class path that holds the plain page, and in {@code app/} the application */
    StaticPages(String root) {
        application = StaticFile.find(root + "app/index.html", HTML);
        folder = application.isPresent() ? root + "app/" : root;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        Access.open(routes, "/", context -> answer(context, file("index.html")));
        if (application.isPresent()) {
            var settings = StaticFile.of(SETTINGS, "application/json");
            Access.open(routes, "/config.json", settings::answer);
            Access.open(routes, "/assets/{name}", context -> answer(context, asset(context.pathParam("name"))));
        }
        routes.error(404, this::instead);
    }

    /** A file beside the page; or the application itself, whose own router knows the path that a browser went to. */
    private void instead(Context context) {
        if (READING.contains(context.method())
                && !PROGRAMS.matcher(context.path()).matches()) {
            file(context.path().substring(1))
                    .or(() -> isNavigation(context) ? application : Optional.empty())
                    .ifPresent(file -> file.answer(context));
        }
    }

    private Optional<StaticFile> file(String name) {
        return type(name).flatMap(type -> StaticFile.find(folder + name, type));
    }

    private Optional<StaticFile> asset(String name) {
        return type(name).flatMap(type -> StaticFile.findImmutable(folder + "assets/" + name, type));
    }

    /** What a file of this name holds; empty for any other name. */
    private static Optional<String> type(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.ofNullable(TYPES.get(matcher.group(1))) : Optional.empty();
    }

    private static boolean isNavigation(Context context) {
        var accepted = context.header("Accept");
        return accepted != null
                && accepted.contains("text/html")
                && !context.path().startsWith("/assets/");
    }

    private static void answer(Context context, Optional<StaticFile> file) {
        file.orElseThrow(() -> ProblemDetails.notFound("There is nothing at this path.")
                        .asException())
                .answer(context);
    }
}
