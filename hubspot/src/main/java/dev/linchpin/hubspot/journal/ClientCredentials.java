package dev.linchpin.hubspot.journal;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.hubspot.auth.Access;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.TokenSource;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.json.Json;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.transport.TransportException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that an OAuth app gets for itself, by its id and secret, and that open the webhooks journal only. Thread-safe; one
 * caller fetches a token while the others wait.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens">OAuth
 *     tokens</a>
 */
final class ClientCredentials implements TokenSource {
    /** HubSpot asks not to wait for a 401. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final URI address;
    private final String clientId;
    private final Secret clientSecret;
    private final Set<String> scopes;
    private final Transport transport;
    private final Duration timeout;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Secret current;
    private Instant goodUntil = Instant.MIN;

    /** @param baseUrl what stands before every path, without a slash at the end */
    ClientCredentials(
            String baseUrl,
            String clientId,
            Secret clientSecret,
            Set<String> scopes,
            Transport transport,
            Duration timeout,
            Clock clock) {
        this.address = URI.create(baseUrl + ApiPaths.TOKEN);
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scopes = Set.copyOf(scopes);
        this.transport = transport;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Secret token(Access access) {
        lock.lock();
        try {
            var token = current;
            if (token == null || !clock.instant().isBefore(goodUntil)) {
                token = fetch();
                current = token;
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean refused(Access access, Secret token) {
        lock.lock();
        try {
            if (token.equals(current)) {
                current = null;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Secret fetch() {
        var fields = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                clientId,
                "client_secret",
                clientSecret.value(),
                "scope",
                String.join(" ", new TreeSet<>(scopes)));
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + ApiPaths.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
        try {
            return read(transport.send(new HttpCall("POST", address, headers, form, timeout)));
        } catch (TransportException noAnswer) {
            throw new HubSpotException.Transient("HubSpot gave no token: " + noAnswer.getMessage(), null, noAnswer);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new HubSpotException.Transient("Told to stop while waiting for a token", null, stop);
        }
    }

    private Secret read(HttpAnswer answer) {
        var tree = Json.treeOrNull(answer.body());
        var token = tree == null ? "" : Json.text(tree, "access_token");
        if (answer.status() == 200 && tree != null && !token.isEmpty()) {
            var lifetime =
                    Duration.ofSeconds(Math.max(60, tree.path("expires_in").asLong(1_800)));
            goodUntil = clock.instant().plus(lifetime).minus(EARLY);
            return new Secret(token);
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new HubSpotException.Transient("HubSpot gave no token (" + answer.status() + ")", null, null);
        }
        throw new HubSpotException.Forbidden(
                "HubSpot gives no token for the webhooks journal to this client id and secret (" + answer.status()
                        + "): it takes an OAuth app that may ask for " + String.join(", ", new TreeSet<>(scopes)));
    }
}
