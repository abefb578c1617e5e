package dev.linchpin.hubspot.journal;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.account.Scopes;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.TokenSource;
import dev.linchpin.hubspot.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The OAuth app by which the journal is read.
 *
 * @param types what is to be read in it
 */
public record JournalApp(String clientId, Secret clientSecret, List<ObjectType> types) {
    public JournalApp {
        types = List.copyOf(types);
    }

    /**
     * What its token must be good for.
     *
     * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide">Webhooks journal</a>
     */
    Set<String> scopes() {
        var scopes = new TreeSet<>(Set.of(
                "developer.webhooks_journal.read",
                "developer.webhooks_journal.subscriptions.read",
                "developer.webhooks_journal.subscriptions.write"));
        types.forEach(type -> scopes.addAll(Scopes.toRead(type)));
        return scopes;
    }

    /** @param baseUrl what stands before every path, without a slash at the end */
    public TokenSource tokens(String baseUrl, Transport transport, Duration timeout, Clock clock) {
        return new ClientCredentials(baseUrl, clientId, clientSecret, scopes(), transport, timeout, clock);
    }
}
