package dev.linchpin.server.runtime;

import dev.linchpin.server.access.AdminKey;
import dev.linchpin.server.access.SessionCookie;
import dev.linchpin.server.access.SessionEndpoints;
import dev.linchpin.server.access.SessionGuard;
import dev.linchpin.server.access.Sessions;
import dev.linchpin.server.api.Activity;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.conflicts.PatientDesk;
import dev.linchpin.server.conflicts.PendingDecisions;
import dev.linchpin.server.events.EventEndpoints;
import dev.linchpin.server.http.Cors;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.HttpServer;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.Responses;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A running Linchpin: one connection and its HTTP server. Several can run in one JVM. */
public final class Application implements AutoCloseable {
    private final Resources resources;
    private final Connection connection;
    private final HttpServer http;
    private final AdminKey key;

    private Application(Resources resources, Connection connection, HttpServer http, AdminKey key) {
        this.resources = resources;
        this.connection = connection;
        this.http = http;
        this.key = key;
    }

    /**
     * Starts everything; when it returns, the server answers and the loops run. The initial load goes on in the background.
     *
     * @throws RuntimeException as {@link Connection#open}, and {@link io.javalin.util.JavalinBindException} when the address
     *     is taken; nothing is left running
     */
    public static Application start(Settings settings, Clock clock) {
        return start(settings, clock, false);
    }

    /** @param newKey forgets the API key that was made at an earlier start, and makes another */
    public static Application start(Settings settings, Clock clock, boolean newKey) {
        var resources = new Resources();
        try {
            HttpServer.requireFree(settings.server().host(), settings.server().port());
            var activity = new Activity(clock);
            var json = new Json();
            var events = new EventEndpoints(Version.current(), clock.instant(), json);
            var connection = resources.add(Connection.open(settings, clock, event -> {
                activity.on(event);
                events.on(event);
            }));
            if (newKey) {
                AdminKey.forget(connection.apiKeys());
            }
            var configured = settings.server().adminKey();
            var key = configured == null ? AdminKey.kept(connection.apiKeys()) : AdminKey.configured(configured);
            var pending = resources.add(
                    new PendingDecisions(new PatientDesk(connection.engine().desk()), events, clock));
            var sessions = new Sessions(key, clock);
            var cookie =
                    new SessionCookie(sessions, !settings.server().corsOrigins().isEmpty());
            var areas = new ArrayList<Endpoints>();
            areas.add(new Cors(settings.server().corsOrigins()));
            areas.add(new SessionEndpoints(key, sessions, cookie, clock, new Responses(json), json));
            areas.add(events);
            areas.addAll(Areas.of(settings, connection, pending, activity, events, clock, json));
            var http = resources.add(HttpServer.start(
                    settings.server().host(),
                    settings.server().port(),
                    new SessionGuard(key, sessions, cookie),
                    json,
                    areas));
            // Closed before the server, which would wait for the streams.
            resources.add(events);
            connection.run();
            return new Application(resources, connection, http, key);
        } catch (RuntimeException failed) {
            resources.close();
            throw failed;
        }
    }

    /** Where the server answers, without a slash at the end. */
    public String url() {
        return http.url();
    }

    /** What the server answers, each as method and path. */
    Set<String> routes() {
        return http.routes();
    }

    /** The API key, if one was made just now; it is not kept and cannot be shown again. */
    public Optional<String> freshKey() {
        return key.fresh().map(secret -> secret.value());
    }

    public Connection connection() {
        return connection;
    }

    /** Completes with the reason when it cannot go on. */
    public CompletableFuture<Throwable> fatal() {
        return connection.loops().fatal();
    }

    /** Stops within a few seconds: HTTP first, then the loops, then both sides. */
    @Override
    public void close() {
        resources.close();
    }
}
