package dev.linchpin.server.runtime;

import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.engine.Loop;
import java.time.Duration;

/** Tells others that this process is alive, often enough that one lost beat does no harm. */
final class Heartbeat implements Loop {
    static final String NAME = "heartbeat";

    private static final Duration EVERY = Ownership.SILENCE.dividedBy(4);

    private final Ownership ownership;

    Heartbeat(Ownership ownership) {
        this.ownership = ownership;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration step() {
        ownership.heartbeat();
        return EVERY;
    }
}
