package dev.linchpin.server.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Bounds how fast a client can guess keys. Thread-safe. */
final class SignInLimit {
    private static final int FAILURES = 10;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int MOST_CLIENTS = 10_000;

    private final TimeMeter time;

    private final Map<String, Bucket> byClient = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    SignInLimit(InstantSource clock) {
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Takes an attempt from what the client has left; how long to wait when nothing is. */
    Optional<Duration> attempt(String client) {
        var probe = of(client).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** The attempt was none at guessing. */
    void succeeded(String client) {
        of(client).addTokens(1);
    }

    private Bucket of(String client) {
        synchronized (byClient) {
            return byClient.computeIfAbsent(
                    client,
                    any -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(FAILURES).refillGreedy(FAILURES, WITHIN))
                            .withCustomTimePrecision(time)
                            .build());
        }
    }
}
