package dev.linchpin.hubspot.call;

import dev.linchpin.hubspot.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what HubSpot has refused for lack of a good credential, and holds the same calls back without asking again,
 * but for one try every {@link #RETRY_AFTER}. HubSpot counts error answers against an integration. A refused token (401)
 * concerns all calls that use it; a missing scope (403) only calls of one kind. Thread-safe.
 */
final class CredentialGate {
    static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(CredentialGate.class);

    private record Refusal(Failure failure, Instant triedAt) {}

    private final ConcurrentHashMap<String, Refusal> refusals = new ConcurrentHashMap<>();

    /** The refusal that stands against this call; null when it may be tried now. */
    @Nullable Failure against(ApiCall call, Instant now) {
        if (refusals.isEmpty()) {
            return null;
        }
        var byToken = against(call.access().name(), now);
        return byToken != null ? byToken : against(call.route(), now);
    }

    private @Nullable Failure against(String key, Instant now) {
        var refusal = refusals.get(key);
        if (refusal == null) {
            return null;
        }
        var isDue = !now.isBefore(refusal.triedAt().plus(RETRY_AFTER));
        // Of many callers at the same time, one gets to try.
        var isMine = isDue && refusals.replace(key, refusal, new Refusal(refusal.failure(), now));
        return isMine ? null : refusal.failure();
    }

    void succeeded(ApiCall call) {
        if (!refusals.isEmpty()) {
            refusals.remove(call.access().name());
            refusals.remove(call.route());
        }
    }

    void refused(ApiCall call, Failure failure, Instant now) {
        var key = failure instanceof Failure.Unauthorized ? call.access().name() : call.route();
        if (refusals.put(key, new Refusal(failure, now)) == null) {
            log.error("{} refused: {}", call.route(), failure.message());
        }
    }

    /** What is refused at present, each once. */
    List<Failure> standing() {
        return refusals.values().stream().map(Refusal::failure).distinct().toList();
    }
}
