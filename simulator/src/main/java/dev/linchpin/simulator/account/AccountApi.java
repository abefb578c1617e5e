package dev.linchpin.simulator.account;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.access.Tokens;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import dev.linchpin.simulator.limits.RateLimits;
import dev.linchpin.simulator.settings.SettingsStore;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about the account and the caller's token.
 *
 * <p>Source: HubSpot docs, "Account information"; the body of the token call is not documented for certain.
 */
public final class AccountApi {

    private final long portalId;
    private final ZoneId zone;
    private final SimulatorClock clock;
    private final SettingsStore settings;
    private final RateLimits limits;
    private final Tokens tokens;

    /** Serves the account. */
    public AccountApi(
            long portalId,
            ZoneId zone,
            SimulatorClock clock,
            SettingsStore settings,
            RateLimits limits,
            Tokens tokens) {
        this.portalId = portalId;
        this.zone = zone;
        this.clock = clock;
        this.settings = settings;
        this.limits = limits;
        this.tokens = tokens;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/account-info/details", Access.ANY_TOKEN, this::details),
                Route.of("GET", "/account-info/api-usage/daily/private-apps", Access.ANY_TOKEN, this::dailyUsage),
                Route.of("POST", "/oauth/private-apps/get/access-token-info", Access.ANYBODY, this::tokenInfo)
                        .under(Set.of(ApiVersion.V2))
                        .reading());
    }

    private SimulatedResponse details(Call call) {
        ZoneOffset offset = zone.getRules().getOffset(clock.instant());
        ObjectNode json = Json.object();
        json.put("portalId", portalId);
        AccountSettings own = settings.get(AccountSettings.SECTION);
        json.put("accountType", own.accountType());
        json.put("timeZone", zone.getId());
        json.put("companyCurrency", own.companyCurrency());
        json.set("additionalCurrencies", Json.array(own.additionalCurrencies()));
        json.put("utcOffset", offset.getId().equals("Z") ? "+00:00" : offset.getId());
        json.put("utcOffsetMilliseconds", offset.getTotalSeconds() * 1_000L);
        json.put("uiDomain", own.uiDomain());
        json.put("dataHostingLocation", own.dataHostingLocation());
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse dailyUsage(Call call) {
        ZonedDateTime midnight =
                clock.instant().atZone(zone).truncatedTo(ChronoUnit.DAYS).plusDays(1);
        ObjectNode json = Json.object();
        ObjectNode usage = json.putArray("results").addObject();
        usage.put("name", "private-apps-api-calls-daily");
        usage.put("usageLimit", settings.get().effectiveDaily());
        usage.put("currentUsage", limits.usedToday(clock.millis()));
        usage.put("collectedAt", Timestamps.iso(clock.millis()));
        usage.put("fetchStatus", "SUCCESS");
        usage.put("resetsAt", Timestamps.iso(midnight.toInstant().toEpochMilli()));
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse tokenInfo(Call call) {
        App app = tokens.app(Json.requiredText(call.body(), "tokenKey"));
        if (app == null) {
            throw ApiError.notFound("No private app has this access token").exception();
        }
        Set<String> scopes = app.scopes();
        ObjectNode json = Json.object();
        json.put("userId", app.userId());
        json.put("hubId", portalId);
        json.put("appId", app.appId());
        json.set("scopes", Json.array(scopes == null ? Scopes.EVERYTHING : new TreeSet<>(scopes)));
        return SimulatedResponse.ok(json);
    }
}
