package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.api.App.Credential;
import dev.linchpin.simulator.api.Gatekeeper;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.Timestamps;
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
    static final long FIRST_USER = 77;
    private static final Set<String> DEVELOPERS = Set.of("developers-write");

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final long appId;
    private final Grants grants;

    /** Knows {@code pat-simulator}, as a token of that app, the tokens in the settings, and those that were granted. */
    public Tokens(SettingsStore settings, SimulatorClock clock, long appId, OAuth oauth) {
        this.settings = settings;
        this.clock = clock;
        this.appId = appId;
        this.grants = oauth.grants();
    }

    @Override
    public void admit(App app, Access access, List<ObjectType> types) {
        switch (access) {
            case Access.Anybody() -> {}
            case Access.Developer() -> {
                if (app.credential() != Credential.DEVELOPER_KEY) {
                    require(app, DEVELOPERS);
                }
            }
            case Access.Granted(var anyOf) -> require(app, anyOf);
            case Access.OfTypes(var right) -> types.forEach(type -> require(app, Scopes.required(right, type)));
        }
    }

    /** An app's token for itself opens the journal and nothing else, whatever scopes it names. */
    private static void require(App app, Set<String> anyOf) {
        boolean closed = app.credential() == Credential.CLIENT_CREDENTIALS
                && anyOf.stream().noneMatch(Scopes.JOURNAL::contains);
        if (closed || (!anyOf.isEmpty() && !app.mayAny(anyOf))) {
            throw Scopes.missing(anyOf).exception();
        }
    }

    @Override
    public App authenticate(SimulatedRequest request, Access access) {
        List<String> keys = request.parameters().get("hapikey");
        if (access instanceof Access.Developer && keys != null) {
            if (keys.contains(settings.get(AccessSettings.SECTION).developerKey())) {
                return new App(0, FIRST_USER, Set.of(), Credential.DEVELOPER_KEY);
            }
            throw ApiError.of(401, "INVALID_AUTHENTICATION", "The API key provided is invalid.")
                    .exception();
        }
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
            return allPowerful();
        }
        TokenSettings known = find(token);
        if (known != null) {
            Instant expiry = known.expiresAt();
            refuseExpired(expiry == null ? Long.MAX_VALUE : expiry.toEpochMilli());
            return app(known);
        }
        Grants.AccessToken granted =
                grants.access(token).orElseThrow(() -> unknown().exception());
        refuseExpired(granted.expiresAt());
        Grants.Grant grant = granted.grant();
        return new App(grant.appId(), grant.userId(), Set.copyOf(grant.scopes()), granted.credential());
    }

    private void refuseExpired(long expiry) {
        if (clock.millis() >= expiry) {
            throw expired(Instant.ofEpochMilli(expiry)).exception();
        }
    }

    private App allPowerful() {
        return new App(appId, FIRST_USER, null, Credential.STATIC_TOKEN);
    }

    /** The app behind a private app's token, whether expired or not; null if nobody knows the token. */
    public @Nullable App app(String token) {
        if (token.equals(ALL_POWERFUL)) {
            return allPowerful();
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
                scopes == null ? null : Set.copyOf(scopes),
                Credential.STATIC_TOKEN);
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
