package dev.linchpin.server.access;

import dev.linchpin.server.access.Sessions.Session;
import dev.linchpin.server.http.Access;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Guard;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.spelling.NearMiss;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Signing in and out with a browser. */
public final class SessionEndpoints implements Endpoints {
    private static final String PATH = "/api/session";

    private record SessionJson(String name, String csrfToken, Instant expiresAt) {}

    private final Guard guard;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SignInLimit limit;
    private final Responses responses;
    private final Json json;

    public SessionEndpoints(
            Guard guard, Sessions sessions, SessionCookie cookie, InstantSource clock, Responses responses, Json json) {
        this.guard = guard;
        this.sessions = sessions;
        this.cookie = cookie;
        this.limit = new SignInLimit(clock);
        this.responses = responses;
        this.json = json;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(PATH, this::signIn, Access.WITHOUT_KEY);
        routes.get(PATH, this::show);
        routes.delete(PATH, context -> {
            cookie.remove(context);
            responses.nothing(context);
        });
    }

    private void signIn(Context context) {
        var presented = key(context);
        var client = context.ip();
        limit.attempt(client).ifPresent(wait -> {
            throw tooMany(wait);
        });
        if (!guard.accepts(presented)) {
            throw Guard.unauthorized("This API key is not valid.");
        }
        limit.succeeded(client);
        var session = sessions.begin();
        cookie.set(context, session);
        responses.created(context, PATH, view(session));
    }

    private void show(Context context) {
        var session = SessionGuard.sessionOf(context);
        if (session == null) {
            throw Guard.unauthorized("There is no session: this call came with the key itself.");
        }
        responses.ok(context, view(session));
    }

    private SessionJson view(Session session) {
        return new SessionJson(AdminKey.NAME, sessions.csrfToken(session), session.expiresAt());
    }

    private String key(Context context) {
        var body = json.readObject(Bodies.read(context));
        for (var name : body.propertyNames()) {
            if (!name.equals("key")) {
                throw invalid(name, "There is no member '" + name + "'" + NearMiss.hint(name, List.of("key")));
            }
        }
        if (!body.path("key").isString()) {
            throw invalid("key", "'key' must be the API key, as a text.");
        }
        return body.path("key").asString().strip();
    }

    private static RuntimeException invalid(String member, String detail) {
        return ProblemDetails.badRequest("invalid_member", detail)
                .with("member", member)
                .asException();
    }

    private static RuntimeException tooMany(Duration wait) {
        var seconds = wait.plusMillis(999).toSeconds();
        return ProblemDetails.of(
                        429,
                        "too_many_sign_ins",
                        "Too many failed sign-ins",
                        "Too many keys that were not valid came from this address: try again in " + seconds + " s.")
                .with("retry_after_seconds", seconds)
                .asException();
    }
}
