package dev.linchpin.server.records;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads single records for somebody who waits for them, but not for long. Thread-safe. */
public final class LiveReads {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HubSpot hubSpot;
    private final Duration patience;

    public LiveReads(HubSpot hubSpot) {
        this(hubSpot, PATIENCE);
    }

    LiveReads(HubSpot hubSpot, Duration patience) {
        this.hubSpot = hubSpot;
        this.patience = patience;
    }

    /** What came of it. */
    sealed interface Answer {
        record Read(HubSpotRecord record) implements Answer {}

        /** The row has no record. */
        record None() implements Answer {}

        /** There is no such live record; it may have been merged into another one. */
        record Gone() implements Answer {}

        record Unavailable() implements Answer {}
    }

    /** One call, of the interactive lane. */
    Answer read(ObjectMapping mapping, HubSpotId id) {
        var request = ReadRequest.byId(mapping.type(), List.of(id), mapping.properties());
        var reading = new FutureTask<Map<String, HubSpotRecord>>(() -> hubSpot.read(request, Lane.PERSON));
        Thread.ofVirtual().start(reading);
        try {
            var record = reading.get(patience.toNanos(), TimeUnit.NANOSECONDS).get(id.value());
            return record == null || !record.id().equals(id) ? new Answer.Gone() : new Answer.Read(record);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HubSpotException refused) {
                LOG.debug("HubSpot did not show a record of {}: {}", mapping.type(), refused.getMessage());
                return new Answer.Unavailable();
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (TimeoutException late) {
            reading.cancel(true);
            return new Answer.Unavailable();
        } catch (InterruptedException stopped) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unavailable();
        }
    }
}
