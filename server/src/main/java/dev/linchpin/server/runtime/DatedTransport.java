package dev.linchpin.server.runtime;

import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.transport.TransportException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Remembers what HubSpot's clock showed, to the second, against this machine's. Thread-safe. */
final class DatedTransport implements Transport {
    private final Transport transport;
    private final InstantSource clock;
    private volatile @Nullable Duration ahead;

    DatedTransport(Transport transport, InstantSource clock) {
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws TransportException, InterruptedException {
        var answer = transport.send(call);
        var date = answer.header("Date");
        if (date != null) {
            try {
                ahead = Duration.between(
                        clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
            } catch (DateTimeException unreadable) {
                // Then it says nothing.
            }
        }
        return answer;
    }

    /** How far HubSpot's clock is ahead; null when it did not say. */
    @Nullable Duration ahead() {
        return ahead;
    }
}
