package dev.linchpin.server.access;

import dev.linchpin.server.access.Sessions.Session;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/** The cookie that holds a session. Scripts cannot read it. Thread-safe. */
public final class SessionCookie {
    private static final String NAME = "linchpin_session";

    private final Sessions sessions;
    private final boolean crossesSites;

    /** @param crossesSites whether pages of other sites send it: browsers then want HTTPS, but for localhost */
    public SessionCookie(Sessions sessions, boolean crossesSites) {
        this.sessions = sessions;
        this.crossesSites = crossesSites;
    }

    static @Nullable String text(Context context) {
        return context.cookie(NAME);
    }

    void set(Context context, Session session) {
        context.cookie(cookie(context, sessions.text(session), (int) Sessions.LIFE.toSeconds()));
    }

    void remove(Context context) {
        context.cookie(cookie(context, "", 0));
    }

    private Cookie cookie(Context context, String value, int maxAge) {
        var sameSite = crossesSites ? SameSite.NONE : SameSite.STRICT;
        // Whoever makes this header up only gets a cookie that is harder to use.
        var isSecure = crossesSites || "https".equalsIgnoreCase(context.header("X-Forwarded-Proto"));
        return new Cookie(NAME, value, "/", maxAge, isSecure, true, null, sameSite);
    }
}
