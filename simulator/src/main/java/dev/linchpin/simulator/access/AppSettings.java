package dev.linchpin.simulator.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.linchpin.simulator.settings.Checks;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/**
 * An app that the account knows. Tokens of apps that are not OAuth's are among the settings' {@code tokens}.
 *
 * @param appId its id
 * @param name what people see when they are asked to grant it something
 * @param kind how it identifies itself, and what it can have
 * @param clientId public name in OAuth
 * @param clientSecret what it proves in OAuth that it is itself with, and what its webhooks are signed with
 * @param redirectUris where people may be sent back to: https, or http on localhost
 * @param requiredScopes what it must ask for
 * @param optionalScopes what it may ask for besides
 * @param installed whether the account has it installed from the start; events are for installed apps alone
 */
public record AppSettings(
        long appId,
        String name,
        Kind kind,
        String clientId,
        String clientSecret,
        List<String> redirectUris,
        List<String> requiredScopes,
        List<String> optionalScopes,
        boolean installed) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    /** Kinds of apps (HubSpot docs, "Authentication overview"). */
    public enum Kind {
        /** A legacy private app: a static token; its webhooks are configured by people. */
        @JsonProperty("private")
        PRIVATE,
        /** A project app with static authentication. */
        @JsonProperty("static")
        STATIC,
        /** A public app or a project app with OAuth, distributed to any number of accounts. */
        @JsonProperty("oauth")
        OAUTH,
        /** A service key: a static token and no webhooks. */
        @JsonProperty("serviceKey")
        SERVICE_KEY
    }

    /** Refuses missing values and redirects that HubSpot would not follow. */
    public AppSettings {
        Checks.present(name, "access.apps[].name");
        Checks.present(kind, "access.apps[].kind");
        Checks.present(clientId, "access.apps[].clientId");
        Checks.present(clientSecret, "access.apps[].clientSecret");
        Checks.present(redirectUris, "access.apps[].redirectUris");
        Checks.present(requiredScopes, "access.apps[].requiredScopes");
        Checks.present(optionalScopes, "access.apps[].optionalScopes");
        redirectUris = List.copyOf(redirectUris);
        requiredScopes = List.copyOf(requiredScopes);
        optionalScopes = List.copyOf(optionalScopes);
        redirectUris.forEach(uri -> Checks.require(
                isSafe(uri), "access.apps[].redirectUris must be https, or http on localhost, but one is " + uri));
    }

    private static boolean isSafe(String redirect) {
        try {
            URI uri = new URI(redirect);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it may ask for a scope. */
    boolean mayAskFor(String scope) {
        return requiredScopes.contains(scope) || optionalScopes.contains(scope);
    }
}
