package dev.linchpin.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for the API key in a browser, for a while. Nothing is remembered: a session is a text that only the holder of
 * the key can have signed, so it outlives restarts and ends with the key. Thread-safe.
 */
public final class Sessions {
    /** How long a session lasts unless it is renewed. */
    static final Duration LIFE = Duration.ofHours(12);

    private static final int BYTES = 16;
    private static final Pattern TEXT = Pattern.compile("([\\w-]{22})\\.(\\d{1,12})\\.([\\w-]{43})");

    /** @param id random; the same after a renewal */
    record Session(String id, Instant expiresAt) {
        private String signed() {
            return id + "." + expiresAt.getEpochSecond();
        }
    }

    private final byte[] cookieKey;
    private final byte[] tokenKey;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(AdminKey key, InstantSource clock) {
        this.cookieKey = key.derive("session cookie");
        this.tokenKey = key.derive("CSRF token");
        this.clock = clock;
    }

    Session begin() {
        var id = new byte[BYTES];
        random.nextBytes(id);
        return lasting(base64(id));
    }

    /** The same session for the whole time again, once half of it is over. */
    Optional<Session> renewed(Session session) {
        var half = session.expiresAt().minus(LIFE.dividedBy(2));
        return clock.instant().isBefore(half) ? Optional.empty() : Optional.of(lasting(session.id()));
    }

    private Session lasting(String id) {
        return new Session(id, Instant.ofEpochSecond(clock.instant().plus(LIFE).getEpochSecond()));
    }

    String text(Session session) {
        return session.signed() + "." + base64(Signature.of(cookieKey, session.signed()));
    }

    /** Empty unless it was signed with this key, and has not expired. */
    Optional<Session> read(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var session = new Session(parts.group(1), Instant.ofEpochSecond(Long.parseLong(parts.group(2))));
        return isSame(text(session), text) && clock.instant().isBefore(session.expiresAt())
                ? Optional.of(session)
                : Optional.empty();
    }

    /** What a page of another origin cannot know: it may send the cookie, but never read the answer. */
    String csrfToken(Session session) {
        return base64(Signature.of(tokenKey, session.id()));
    }

    boolean isTokenOf(Session session, String token) {
        return isSame(csrfToken(session), token);
    }

    /** Takes the same time wherever they differ. */
    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
