package dev.linchpin.simulator.api;

import dev.linchpin.simulator.limits.Allowance;
import dev.linchpin.simulator.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param scopes what it may do; null for everything
 * @param userId who installed it
 * @param credential what it showed
 */
public record App(long appId, long userId, @Nullable Set<String> scopes, Credential credential) {

    /** What a caller shows to be let in (HubSpot docs, "Authentication overview"). */
    public enum Credential {
        /** The static token of a private app, a project app or a service key. */
        STATIC_TOKEN,
        /** An access token that a user granted to an OAuth app. */
        OAUTH,
        /** An app's token for itself, good for the webhooks journal alone. */
        CLIENT_CREDENTIALS,
        /** A developer's API key. */
        DEVELOPER_KEY
    }

    /** Whether it has any one of these scopes. */
    public boolean mayAny(Set<String> alternatives) {
        return scopes == null || alternatives.stream().anyMatch(scopes::contains);
    }

    /** How much it may call: a publicly distributed app has limits of its own. */
    Allowance allowance(Settings settings) {
        return credential == Credential.OAUTH ? Allowance.ofPublicApp(settings) : Allowance.of(settings);
    }
}
