package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * What tokens stand for: introspection, and the older calls that it replaces.
 *
 * <p>Source: OpenAPI: Auth/Oauth v1 and 2026-03; the answer about a token that is not active is RFC 7662's. What the older
 * calls answer then is UNCONFIRMED.
 */
final class TokenInfo {

    private static final String DOMAIN = "simulator.example";

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Grants grants;
    private final long portalId;

    TokenInfo(SettingsStore settings, SimulatorClock clock, Grants grants, long portalId) {
        this.settings = settings;
        this.clock = clock;
        this.grants = grants;
        this.portalId = portalId;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/oauth/token/introspect", Access.ANYBODY, this::introspect)
                        .reading()
                        .under(TokenApi.WITHOUT_V1)
                        .counting(Quota.NONE),
                Route.of("GET", "/oauth/access-tokens/{token}", Access.ANYBODY, this::accessToken)
                        .under(Set.of(ApiVersion.V1))
                        .counting(Quota.NONE),
                Route.of("GET", "/oauth/refresh-tokens/{token}", Access.ANYBODY, this::refreshToken)
                        .under(Set.of(ApiVersion.V1))
                        .counting(Quota.NONE));
    }

    private SimulatedResponse introspect(Call call) {
        Client client = Client.of(call, settings.get(AccessSettings.SECTION));
        String value = client.field("token");
        Optional<ObjectNode> access = live(value)
                .filter(token -> token.grant().appId() == client.app().appId())
                .map(this::describe);
        Optional<ObjectNode> known = access.or(() -> grants.refresh(value)
                .filter(token -> token.grant().appId() == client.app().appId())
                .map(token -> describe(token.grant(), value, "refresh_token")));
        ObjectNode json = known.orElseGet(Json::object);
        json.put("active", known.isPresent());
        return SimulatedResponse.ok(json);
    }

    private Optional<Grants.AccessToken> live(String value) {
        return grants.access(value).filter(token -> clock.millis() < token.expiresAt());
    }

    private ObjectNode describe(Grants.AccessToken token) {
        ObjectNode json = describe(
                token.grant(),
                token.value(),
                token.credential() == Credential.CLIENT_CREDENTIALS ? "client_credentials" : "access_token");
        json.put("expires_in", secondsLeft(token));
        json.put("is_private_distribution", false);
        json.set("signed_access_token", signed(token));
        return json;
    }

    private ObjectNode describe(Grants.Grant grant, String value, String use) {
        ObjectNode json = person(grant, value);
        json.put("token_use", use);
        json.put("token_type", "bearer");
        json.put("client_id", clientId(grant));
        json.put("app_id", grant.appId());
        return json;
    }

    private ObjectNode person(Grants.Grant grant, String value) {
        ObjectNode json = Json.object();
        json.put("token", value);
        json.put("user", "user" + grant.userId() + "@" + DOMAIN);
        json.put("user_id", grant.userId());
        json.put("hub_id", portalId);
        json.put("hub_domain", DOMAIN);
        json.set("scopes", Json.array(grant.scopes()));
        return json;
    }

    private String clientId(Grants.Grant grant) {
        return settings.get(AccessSettings.SECTION)
                .app(grant.appId())
                .map(AppSettings::clientId)
                .orElse("");
    }

    private long secondsLeft(Grants.AccessToken token) {
        return (token.expiresAt() - clock.millis()) / 1_000;
    }

    private ObjectNode signed(Grants.AccessToken token) {
        ObjectNode json = Json.object();
        json.put("appId", token.grant().appId());
        json.put("hubId", portalId);
        json.put("userId", token.grant().userId());
        json.put("installingUserId", token.grant().userId());
        json.put("expiresAt", token.expiresAt());
        json.put("hublet", "na1");
        json.put("isUserLevel", false);
        json.put("isServiceAccount", false);
        json.put("isPrivateDistribution", false);
        return json;
    }

    private SimulatedResponse accessToken(Call call) {
        Grants.AccessToken token =
                live(call.variable("token")).orElseThrow(() -> unknown().exception());
        ObjectNode json = person(token.grant(), token.value());
        json.put("app_id", token.grant().appId());
        json.put("expires_in", secondsLeft(token));
        json.put("token_type", "access");
        json.put("is_private_distribution", false);
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse refreshToken(Call call) {
        String value = call.variable("token");
        Grants.Grant grant =
                grants.refresh(value).orElseThrow(() -> unknown().exception()).grant();
        ObjectNode json = person(grant, value);
        json.put("client_id", clientId(grant));
        json.put("token_type", "refresh");
        return SimulatedResponse.ok(json);
    }

    private static ApiError unknown() {
        return ApiError.notFound("The token is unknown, expired or revoked");
    }
}
