package dev.linchpin.simulator.settings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access token and the app it belongs to.
 *
 * @param token the bearer token
 * @param appId id of the app; null for the simulator's own
 * @param scopes what it may do; null for everything
 * @param userId the user who installed the app; null for the account's first
 * @param expiresAt when it stops working, by the simulator's clock; null for never
 */
public record TokenSettings(
        String token,
        @Nullable Long appId,
        @Nullable List<String> scopes,
        @Nullable Long userId,
        @Nullable Instant expiresAt) {

    /** Refuses a blank token. */
    public TokenSettings {
        Checks.present(token, "tokens[].token");
        Checks.require(!token.isBlank(), "tokens[].token must not be blank");
        scopes = scopes == null ? null : List.copyOf(scopes);
    }
}
