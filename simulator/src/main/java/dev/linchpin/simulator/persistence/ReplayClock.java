package dev.linchpin.simulator.persistence;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A base clock that stands still while a recorded call is carried out, and never shows less than it has shown. */
final class ReplayClock implements InstantSource {
    private static final long RUNNING = -1;

    private final InstantSource base;
    private final AtomicLong standing = new AtomicLong(RUNNING);
    private final AtomicLong latest = new AtomicLong();

    ReplayClock(InstantSource base) {
        this.base = base;
    }

    @Override
    public long millis() {
        var at = standing.get();
        return at == RUNNING ? latest.accumulateAndGet(base.millis(), Math::max) : at;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    void standAt(long millis) {
        latest.accumulateAndGet(millis, Math::max);
        standing.set(millis);
    }

    void goOn() {
        standing.set(RUNNING);
    }
}
