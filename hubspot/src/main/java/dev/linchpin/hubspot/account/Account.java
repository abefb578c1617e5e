package dev.linchpin.hubspot.account;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.hubspot.auth.Access;
import dev.linchpin.hubspot.auth.TokenSource;
import dev.linchpin.hubspot.budget.ApiBudget;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Caller;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.json.Json;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Finds out, once at the start, whether HubSpot can be reached, whose account it is, and who we are there. */
public final class Account {
    private static final Logger log = LoggerFactory.getLogger(Account.class);
    private static final Duration FOR_TOKEN_INFO = Duration.ofSeconds(30);

    private final Reader reader;
    private final Caller caller;
    private final TokenSource tokens;
    private final ApiBudget budget;
    private final OwnApp ownApp;
    private final Clock clock;

    public Account(Reader reader, Caller caller, TokenSource tokens, ApiBudget budget, OwnApp ownApp, Clock clock) {
        this.reader = reader;
        this.caller = caller;
        this.tokens = tokens;
        this.budget = budget;
        this.ownApp = ownApp;
        this.clock = clock;
    }

    /**
     * Asks HubSpot, and tells the budget the account's time zone and {@link OwnApp} our app's id. Thread-safe; blocks.
     *
     * @throws HubSpotException whose message says in one line what a person must mend
     */
    public AccountDetails check() {
        var hasTwoTokens = !tokens.token(Access.READ).equals(tokens.token(Access.WRITE));
        var details = details(Access.READ);
        if (hasTwoTokens && !Json.text(details(Access.WRITE), "portalId").equals(Json.text(details, "portalId"))) {
            throw new HubSpotException.Rejected(
                    "The tokens for reading and for writing belong to two different HubSpot accounts");
        }
        // A change is signed by the app whose token made it, so the writing token's app is the one that counts.
        var writer = tokenInfo(Access.WRITE);
        var reading = hasTwoTokens ? tokenInfo(Access.READ) : writer;
        var appId = Json.text(writer, "appId");
        if (!appId.isEmpty()) {
            ownApp.learned(appId);
        }
        if (ownApp.id() == null) {
            log.warn("HubSpot does not tell the id of this app, and none is configured: own writes cannot be told from"
                    + " those of other integrations. Set the app id.");
        }
        var zone = zone(Json.text(details, "timeZone"));
        budget.accountZone(zone);
        return new AccountDetails(
                Json.text(details, "portalId"),
                Json.text(details, "accountType"),
                Json.text(details, "uiDomain"),
                zone,
                ownApp.id(),
                Set.copyOf(Json.texts(reading, "scopes")),
                Set.copyOf(Json.texts(writer, "scopes")));
    }

    private JsonNode details(Access access) {
        var call = ApiCall.get("account-info/details", ApiPaths.ACCOUNT_DETAILS).as(access);
        var tree = Json.treeOrNull(reader.answer(call, Lane.PERSON).body());
        if (tree == null || Json.text(tree, "portalId").isEmpty()) {
            throw new HubSpotException.Rejected("What answers there is not HubSpot: check the base URL");
        }
        return tree;
    }

    /** For private apps only, and its form is not documented: what it does not tell is done without. */
    private JsonNode tokenInfo(Access access) {
        var body = Json.object().put("tokenKey", tokens.token(access).value());
        var call = ApiCall.query("access-token-info", ApiPaths.TOKEN_INFO, body).as(access);
        return switch (caller.tryOut(call, Lane.PERSON, clock.instant().plus(FOR_TOKEN_INFO))) {
            case Reply.Success(var answer) -> {
                var tree = Json.treeOrNull(answer.body());
                yield tree == null ? Json.object() : tree;
            }
            case Reply.Failed(var failure) -> {
                log.debug(
                        "No information about the token: {}",
                        Problems.of(failure).getMessage());
                yield Json.object();
            }
        };
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            log.warn("HubSpot names a time zone that is not known here: {}; its days are counted in UTC", name);
            return ZoneOffset.UTC;
        }
    }
}
