package dev.linchpin.engine;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** What every part of the engine works with. Time and randomness come in here, so that a simulation can hand in its own. */
public record Environment(
        EngineSettings settings,
        HubSpot hubspot,
        Store store,
        Clock clock,
        Supplier<UUID> ids,
        EngineListener listener,
        OwnWrites ownWrites) {
    public Environment(
            EngineSettings settings,
            HubSpot hubspot,
            Store store,
            Clock clock,
            Supplier<UUID> ids,
            EngineListener listener) {
        this(settings, hubspot, store, clock, ids, listener, new OwnWrites());
    }

    /** HubSpot's property for the number that records created by Linchpin carry. */
    public static final String LINCHPIN_ID = "linchpin_id";

    /** What a read shows is taken as true for this long; a write decided on an older read is decided afresh. */
    public static final Duration FRESH = Duration.ofSeconds(2);

    public Instant now() {
        return clock.instant();
    }

    public FieldMerge merge() {
        return new FieldMerge(settings.safety().clockSkew());
    }

    /** Long enough for one request to time out twice over: an unanswered one is no longer on its way by then. */
    public Instant attemptDeadline() {
        return now().plus(FRESH).plus(settings.requestTimeout().multipliedBy(2));
    }

    /** When an attempt with this deadline was committed; too early rather than too late. */
    public Instant announcedAt(Instant deadline) {
        return deadline.minus(FRESH).minus(settings.requestTimeout().multipliedBy(2));
    }

    /** Exponential, spread by the link's number so that what failed together does not come back together. */
    public Instant retryAt(long linkId, int failures) {
        var seconds = Math.min(300, 1L << Math.min(failures, 9));
        var spread = Math.floorMod(linkId * 31, 250);
        return now().plusMillis(seconds * 1000 + spread * seconds);
    }
}
