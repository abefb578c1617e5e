package dev.linchpin.hubspot.testing;

import dev.linchpin.hubspot.Surroundings;
import dev.linchpin.hubspot.waiting.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Time that passes only when somebody waits, or when a test says so. */
public final class FakeTime extends Clock implements Waiting {
    public static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    public Surroundings surroundings() {
        return new Surroundings(this, this, new Random(7));
    }

    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    public Duration passed() {
        return Duration.between(START, now.get());
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }

    @Override
    public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
        sleep(atMost);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
