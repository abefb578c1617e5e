package dev.linchpin.server.access;

import dev.linchpin.server.access.Sessions.Session;
import dev.linchpin.server.http.Access;
import dev.linchpin.server.http.Guard;
import dev.linchpin.server.http.ProblemDetails;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever presents the key, or a session. Browsers send cookies along with what other pages make them do, so with a
 * session everything that may change something needs its CSRF token as well. Thread-safe.
 */
public final class SessionGuard implements Guard {
    private static final String SESSION = "session";
    private static final Set<HandlerType> HARMLESS = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final AdminKey key;
    private final Sessions sessions;
    private final SessionCookie cookie;

    public SessionGuard(AdminKey key, Sessions sessions, SessionCookie cookie) {
        this.key = key;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @Override
    public boolean accepts(String presented) {
        return key.accepts(presented);
    }

    @Override
    public void check(Context context) {
        var text = SessionCookie.text(context);
        if (text == null
                || context.header("Authorization") != null
                || context.routeRoles().contains(Access.WITHOUT_KEY)) {
            Guard.super.check(context);
            return;
        }
        var session = sessions.read(text)
                .orElseThrow(() -> Guard.unauthorized("The session has ended: sign in again, by POST /api/session."));
        requireToken(context, session);
        var renewed = sessions.renewed(session);
        renewed.ifPresent(again -> cookie.set(context, again));
        context.attribute(SESSION, renewed.orElse(session));
    }

    private void requireToken(Context context, Session session) {
        if (HARMLESS.contains(context.method())) {
            return;
        }
        var token = context.header("X-CSRF-Token");
        if (token == null || !sessions.isTokenOf(session, token)) {
            throw ProblemDetails.of(
                            403,
                            "csrf_token_missing",
                            "The CSRF token is missing or wrong",
                            "With a session, send its 'csrf_token' in the header X-CSRF-Token; GET /api/session tells it.")
                    .asException();
        }
    }

    /** The session of a request that was let in by one; null when it was by the key. */
    static @Nullable Session sessionOf(Context context) {
        return context.attribute(SESSION);
    }
}
