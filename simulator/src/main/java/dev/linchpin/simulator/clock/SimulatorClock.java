package dev.linchpin.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of the simulated account: a base clock plus an offset that only grows. Everything the account does is dated
 * and timed by it. Thread-safe.
 */
public final class SimulatorClock implements InstantSource {

    private final InstantSource base;
    private final AtomicLong offsetMillis = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** A clock that shows what the base clock shows until it is moved. */
    public SimulatorClock(InstantSource base) {
        this.base = base;
    }

    @Override
    public long millis() {
        return base.millis() + offsetMillis.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Milliseconds of the base clock: what a webhook receiver's own clock shows, however far this one was moved. */
    public long baseMillis() {
        return base.millis();
    }

    /**
     * Moves the clock forward.
     *
     * @throws IllegalArgumentException if the step is negative: windows and histories assume that time never goes back
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("The clock only moves forward, but the step is " + step);
        }
        offsetMillis.addAndGet(step.toMillis());
        listeners.forEach(Runnable::run);
    }

    /**
     * Moves the clock forward to an instant.
     *
     * @throws IllegalArgumentException if the instant has passed
     */
    public void moveTo(Instant instant) {
        long step = instant.toEpochMilli() - millis();
        if (step < 0) {
            throw new IllegalArgumentException(
                    "The clock only moves forward, and " + instant + " is before " + instant());
        }
        advance(Duration.ofMillis(step));
    }

    /** Calls the listener after every move, so that whoever waits for a time can look again. */
    public void onMove(Runnable listener) {
        listeners.add(listener);
    }
}
