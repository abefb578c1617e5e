package dev.linchpin.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A base clock that stands still until a test moves it. */
public final class MovableClock implements InstantSource {

    private Instant now = Instant.parse("2026-11-20T09:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration step) {
        now = now.plus(step);
    }
}
