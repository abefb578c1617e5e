package dev.linchpin.hubspot.auth;

import org.jspecify.annotations.Nullable;

/**
 * Tokens that do not change: of a private app, a service key, or a project app with static authentication.
 *
 * @param token for writing, and for reading unless there is a separate token for that
 * @param readToken for reading only; null to read with {@code token}
 */
public record StaticTokens(Secret token, @Nullable Secret readToken) implements TokenSource {
    /** @throws IllegalArgumentException when a token cannot stand in an HTTP header */
    public StaticTokens {
        check(token);
        if (readToken != null) {
            check(readToken);
        }
    }

    @Override
    public Secret token(Access access) {
        return access == Access.READ && readToken != null ? readToken : token;
    }

    /** A static token that was refused stays refused until a person mends it. */
    @Override
    public boolean refused(Access access, Secret token) {
        return false;
    }

    private static void check(Secret token) {
        if (token.value().chars().anyMatch(character -> character <= ' ' || character > '~')) {
            throw new IllegalArgumentException(
                    "The access token contains a blank, a line break or a letter outside ASCII: was it copied whole?");
        }
    }
}
