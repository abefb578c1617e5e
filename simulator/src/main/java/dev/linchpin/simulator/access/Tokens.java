package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.api.Gatekeeper;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.ObjectType;
import dev.linchpin.simulator.crm.Timestamps;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.settings.TokenSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls by the bearer token, and lets pass whoever has the scopes. Thread-safe.
 *
 * <p>Source: HubSpot docs, "Authentication overview" and "Error handling"; the bodies as recorded from real traffic, where a
 * garbage token is reported as one that expired in 1970.
 */
public final class Tokens implements Gatekeeper {

    static final String ALL_POWERFUL = "pat-simulator";
    private static final long FIRST_USER = 77;

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final long appId;

    /** Knows {@code pat-simulator}, as a token of that app, and the tokens in the settings. */
    public Tokens(SettingsStore settings, SimulatorClock clock, long appId) {
        this.settings = settings;
        this.clock = clock;
        this.appId = appId;
    }

    @Override
    public void admit(App app, Access access, List<ObjectType> types) {
        switch (access) {
            case Access.Anybody() -> {}
            case Access.Granted(var anyOf) -> require(app, anyOf);
            case Access.OfTypes(var right) -> types.forEach(type -> require(app, Scopes.required(right, type)));
        }
    }

    private static void require(App app, Set<String> anyOf) {
        if (!anyOf.isEmpty() && !app.mayAny(anyOf)) {
            throw Scopes.missing(anyOf).exception();
        }
    }

    @Override
    public App authenticate(SimulatedRequest request) {
        String header = request.header("authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw ApiError.of(
                            401,
                            "INVALID_AUTHENTICATION",
                            "Authentication credentials not found. This API supports OAuth 2.0 authentication and you"
                                    + " can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview")
                    .exception();
        }
        String token = header.substring(7).strip();
        if (token.equals(ALL_POWERFUL)) {
            return new App(appId, FIRST_USER, null);
        }
        TokenSettings known = find(token);
        if (known == null) {
            throw unknown().exception();
        }
        Instant expiry = known.expiresAt();
        if (expiry != null && !clock.instant().isBefore(expiry)) {
            throw expired(expiry).exception();
        }
        return app(known);
    }

    /** The app behind a token, whether expired or not; null if nobody knows the token. */
    public @Nullable App app(String token) {
        if (token.equals(ALL_POWERFUL)) {
            return new App(appId, FIRST_USER, null);
        }
        TokenSettings known = find(token);
        return known == null ? null : app(known);
    }

    private App app(TokenSettings token) {
        Long app = token.appId();
        Long user = token.userId();
        List<String> scopes = token.scopes();
        return new App(
                app == null ? appId : app,
                user == null ? FIRST_USER : user,
                scopes == null ? null : Set.copyOf(scopes));
    }

    private @Nullable TokenSettings find(String token) {
        return settings.get().tokens().stream()
                .filter(known -> known.token().equals(token))
                .findFirst()
                .orElse(null);
    }

    private ApiError unknown() {
        return settings.get().behaviour().unknownTokenLooksExpired()
                ? expired(Instant.EPOCH)
                : ApiError.of(401, "INVALID_AUTHENTICATION", "Authentication credentials not found or not valid.");
    }

    private ApiError expired(Instant expiry) {
        return ApiError.of(
                        401,
                        "EXPIRED_AUTHENTICATION",
                        "The OAuth token used to make this call expired "
                                + ago(Duration.between(expiry, clock.instant())) + " ago.")
                .withContext(Map.of("expire time", List.of(Timestamps.iso(expiry.toEpochMilli()))));
    }

    private static String ago(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " day(s)";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " hour(s)";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " minute(s)" : age.toSeconds() + " second(s)";
    }
}
