package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.api.App.Credential;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * How apps get tokens and lose them.
 *
 * <p>Source: HubSpot docs, "Manage OAuth tokens"; OpenAPI: Auth/Oauth and CRM/App Uninstalls.
 */
final class TokenApi {

    static final Set<ApiVersion> VERSIONS =
            Set.of(ApiVersion.V1, ApiVersion.V3, ApiVersion.SPRING_2026, ApiVersion.AUTUMN_2026);
    static final Set<ApiVersion> WITHOUT_V1 = Set.of(ApiVersion.V3, ApiVersion.SPRING_2026, ApiVersion.AUTUMN_2026);

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Grants grants;
    private final Installations installations;
    private final long portalId;

    TokenApi(SettingsStore settings, SimulatorClock clock, Grants grants, Installations installations, long portalId) {
        this.settings = settings;
        this.clock = clock;
        this.grants = grants;
        this.installations = installations;
        this.portalId = portalId;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/oauth/token", Access.ANYBODY, this::token)
                        .under(VERSIONS)
                        .counting(Quota.NONE),
                Route.of("POST", "/oauth/token/revoke", Access.ANYBODY, this::revoke)
                        .under(WITHOUT_V1)
                        .counting(Quota.NONE),
                Route.of("DELETE", "/oauth/refresh-tokens/{token}", Access.ANYBODY, this::forget)
                        .under(Set.of(ApiVersion.V1))
                        .counting(Quota.NONE),
                Route.of("DELETE", "/appinstalls/external-install", Access.ANY_TOKEN, this::uninstall));
    }

    private AccessSettings access() {
        return settings.get(AccessSettings.SECTION);
    }

    private SimulatedResponse token(Call call) {
        Client client = Client.of(call, access());
        return switch (client.field("grant_type")) {
            case "authorization_code" -> redeem(client);
            case "refresh_token" -> refresh(client);
            case "client_credentials" -> forItself(client);
            default -> throw OAuthError.BAD_GRANT_TYPE.exception();
        };
    }

    private SimulatedResponse redeem(Client client) {
        Grants.Code code = grants.code(client.field("code"))
                .filter(known -> known.grant().appId() == client.app().appId())
                .filter(known -> clock.millis() < known.expiresAt())
                .orElseThrow(OAuthError.BAD_AUTH_CODE::exception);
        if (!code.redirectUri().equals(client.field("redirect_uri"))) {
            throw OAuthError.MISMATCH_REDIRECT_URI_AUTH_CODE.exception();
        }
        PkceChallenge challenge = code.challenge();
        if (challenge != null && !challenge.isMetBy(client.field("code_verifier"))) {
            throw OAuthError.BAD_CODE_VERIFIER.exception();
        }
        if (!grants.redeem(code)) {
            throw OAuthError.BAD_AUTH_CODE.exception();
        }
        installations.install(client.app(), code.grant().userId(), clock.millis());
        return granted(code.grant(), grants.refreshToken(code.grant()).value());
    }

    private SimulatedResponse refresh(Client client) {
        Grants.RefreshToken token = grants.refresh(client.field("refresh_token"))
                .filter(known -> known.grant().appId() == client.app().appId())
                .orElseThrow(OAuthError.BAD_REFRESH_TOKEN::exception);
        if (!access().rotateRefreshTokens()) {
            return granted(token.grant(), token.value());
        }
        grants.revoke(token.value(), false);
        return granted(token.grant(), grants.refreshToken(token.grant()).value());
    }

    /** An app's token for itself: its scopes are the journal's, and those of what it wants to read in there. */
    private SimulatedResponse forItself(Client client) {
        List<String> scopes = Stream.of(client.field("scope").split("\\s+"))
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .sorted()
                .toList();
        boolean known = scopes.stream()
                .allMatch(
                        scope -> Scopes.JOURNAL.contains(scope) || client.app().mayAskFor(scope));
        if (scopes.isEmpty() || !known) {
            throw OAuthError.BAD_SCOPE.exception();
        }
        var grant = new Grants.Grant(client.app().appId(), Tokens.FIRST_USER, scopes);
        ObjectNode json = Json.object();
        json.put("token_use", "client_credentials");
        return answer(json, grants.accessToken(grant, Credential.CLIENT_CREDENTIALS, "", expiry()));
    }

    private SimulatedResponse granted(Grants.Grant grant, String refreshToken) {
        ObjectNode json = Json.object();
        json.put("token_use", "access_token");
        json.put("refresh_token", refreshToken);
        return answer(json, grants.accessToken(grant, Credential.OAUTH, refreshToken, expiry()));
    }

    private SimulatedResponse answer(ObjectNode json, Grants.AccessToken token) {
        json.put("token_type", "bearer");
        json.put("access_token", token.value());
        json.put("expires_in", access().tokenLifetime().toSeconds());
        json.put("hub_id", portalId);
        json.put("user_id", token.grant().userId());
        json.set("scopes", Json.array(token.grant().scopes()));
        return SimulatedResponse.ok(json);
    }

    private long expiry() {
        return clock.millis() + access().tokenLifetime().toMillis();
    }

    /** Answers 200 whether or not there was such a token, as RFC 7009 wants it. */
    private SimulatedResponse revoke(Call call) {
        Client client = Client.of(call, access());
        String token = client.field("token");
        long owner = Stream.of(
                        grants.access(token).map(Grants.AccessToken::grant),
                        grants.refresh(token).map(Grants.RefreshToken::grant))
                .flatMap(Optional::stream)
                .mapToLong(Grants.Grant::appId)
                .findFirst()
                .orElse(0);
        if (owner == client.app().appId()) {
            grants.revoke(token, access().revokingEndsAccess());
        }
        return SimulatedResponse.empty(200);
    }

    private SimulatedResponse forget(Call call) {
        grants.revoke(
                grants.refresh(call.variable("token"))
                        .orElseThrow(OAuthError.BAD_REFRESH_TOKEN::exception)
                        .value(),
                access().revokingEndsAccess());
        return SimulatedResponse.noContent();
    }

    private SimulatedResponse uninstall(Call call) {
        App caller = call.app();
        if (caller == null || caller.credential() != Credential.OAUTH) {
            throw ApiError.of(403, "FORBIDDEN", "Only an app that was installed by OAuth can uninstall itself")
                    .exception();
        }
        access().app(caller.appId()).ifPresent(app -> installations.uninstall(app, caller.userId(), clock.millis()));
        return SimulatedResponse.noContent();
    }
}
