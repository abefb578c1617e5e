package dev.linchpin.torture.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The one clock of a history, in milliseconds: it stands still until it is moved. Safe to be read from any fiber. */
public final class VirtualClock extends Clock {
    private volatile long now;

    public VirtualClock(Instant start) {
        this.now = start.toEpochMilli();
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    /** Moves the clock to this millisecond, unless it is past it. */
    public void moveTo(long millis) {
        now = Math.max(now, millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Everything here is in UTC");
    }

    /** Another clock that runs ahead of this one by so much. */
    public Clock ahead(Duration by) {
        return Clock.offset(this, by);
    }
}
