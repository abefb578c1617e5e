package dev.linchpin.engine.feed;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import java.time.Duration;

/** Takes out, a little at a time, what has served and is older than it is to be kept. */
public final class Purge implements Loop {
    private static final int PORTION = 1_000;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Environment environment;

    public Purge(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "purge";
    }

    @Override
    public Duration step() {
        var more = false;
        for (var kept : environment.settings().retention().entrySet()) {
            var before = environment.now().minus(kept.getValue());
            var purged = environment.store().inTransaction(tx -> tx.retention().purge(kept.getKey(), before, PORTION));
            more |= purged == PORTION;
        }
        return more ? BETWEEN : EVERY;
    }
}
