package dev.linchpin.hubspot.account;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.hubspot.auth.Access;
import dev.linchpin.hubspot.auth.TokenSource;
import dev.linchpin.hubspot.budget.ApiBudget;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Finds out, once at the start, whether HubSpot can be reached, whose account it is, and who we are there. */
public final class Account {
    private static final Logger log = LoggerFactory.getLogger(Account.class);

    private final Reader reader;
    private final TokenSource tokens;
    private final ApiBudget budget;
    private final OwnApp ownApp;

    public Account(Reader reader, TokenSource tokens, ApiBudget budget, OwnApp ownApp) {
        this.reader = reader;
        this.tokens = tokens;
        this.budget = budget;
        this.ownApp = ownApp;
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

    /**
     * For private apps only, and its form is not documented: what it does not tell is done without. An answer that is merely
     * lost says nothing, and without knowing our own writes, edits of others that they replaced would go unseen.
     */
    private JsonNode tokenInfo(Access access) {
        var body = Json.object().put("tokenKey", tokens.token(access).value());
        var call = ApiCall.query("access-token-info", ApiPaths.TOKEN_INFO, body).as(access);
        return switch (reader.tryOut(call, Lane.PERSON)) {
            case Reply.Success(var answer) -> {
                var tree = Json.treeOrNull(answer.body());
                yield tree == null ? Json.object() : tree;
            }
            case Reply.Failed(var failure) -> {
                var problem = Problems.of(failure);
                if (ownApp.id() == null && isPassing(problem)) {
                    throw problem;
                }
                log.debug("No information about the token: {}", problem.getMessage());
                yield Json.object();
            }
        };
    }

    private static boolean isPassing(HubSpotException problem) {
        return problem instanceof HubSpotException.Transient || problem instanceof HubSpotException.RateLimited;
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
