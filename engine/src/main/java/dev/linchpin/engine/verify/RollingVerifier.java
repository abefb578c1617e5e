package dev.linchpin.engine.verify;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.feed.Load;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Differences;
import java.time.Duration;
import java.time.Instant;

/**
 * Comes past everything of one type again and again, a little at a time, with what is left of the budget: in step with the
 * time that a pass may take, never with more calls a minute than allowed. What differs without an explanation it marks, so
 * that the normal cycle mends it.
 */
public final class RollingVerifier implements Loop {
    private static final Duration UNTIL_LOADED = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Walk walk;
    private boolean isLoaded;

    public RollingVerifier(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
        this.walk = new Walk(environment.hubspot(), environment.store().verification(), environment.clock(), mapping);
    }

    @Override
    public String name() {
        return "verifier " + mapping.type();
    }

    private String watermark() {
        return "verify:" + mapping.type();
    }

    /** How many portions a pass has, by what the last one had, and where this one stands. */
    private record Progress(Instant began, long portions, long lastPortions, String position) {
        static Progress parse(String text) {
            var parts = text.split("\\|", 4);
            return new Progress(Instant.parse(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
        }

        String text() {
            return began + "|" + portions + "|" + lastPortions + "|" + position;
        }

        Progress next(Walk.Portion portion, Instant now) {
            return portion.next()
                    .map(position -> new Progress(began, portions + 1, lastPortions, position))
                    .orElseGet(() -> new Progress(now, 0, portions + 1, Walk.START));
        }
    }

    @Override
    public Duration step() {
        var now = environment.now();
        var stored = environment.store().inTransaction(tx -> tx.watermark(watermark()));
        if (stored.isEmpty()) {
            // The load compares everything by itself, and what it has not come to yet is no difference.
            if (!isLoaded()) {
                return UNTIL_LOADED;
            }
            // What has just been loaded has just been compared.
            save(new Progress(
                    now.plus(environment.settings().proof().verifyWithin().dividedBy(24)), 0, 0, Walk.START));
            return Duration.ZERO;
        }
        var progress = Progress.parse(stored.get());
        var early = Duration.between(now, due(progress));
        if (early.isPositive()) {
            return early.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : early;
        }
        var portion = walk.step(progress.position(), Figures.NONE, Lane.BACKGROUND);
        environment.store().inTransaction(tx -> {
            portion.unexplained().mark(tx);
            tx.watermark(watermark(), progress.next(portion, environment.now()).text());
            return true;
        });
        if (portion.next().isEmpty()) {
            walk.passed(Differences.Scope.ROLLING, progress.began());
        }
        if (!portion.unexplained().isEmpty()) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
        environment.listener().on(new EngineEvent.Checked(mapping.type()));
        return Duration.ofMinutes(1)
                .multipliedBy(portion.calls())
                .dividedBy(environment.settings().proof().callsPerMinute());
    }

    /** When the next portion is due, so that the pass fills its time; the first pass runs as fast as it may. */
    private Instant due(Progress progress) {
        if (progress.lastPortions() == 0) {
            return progress.began();
        }
        var share = Math.min(1.0, (double) progress.portions() / progress.lastPortions());
        var within = environment.settings().proof().verifyWithin();
        // The last portion of a pass comes when its time is over: a small table is not compared all day long.
        return progress.began().plusMillis(Math.round(within.toMillis() * share));
    }

    private void save(Progress progress) {
        environment.store().inTransaction(tx -> {
            tx.watermark(watermark(), progress.text());
            return true;
        });
    }

    private boolean isLoaded() {
        if (!isLoaded) {
            isLoaded = Load.isDone(environment.store().verification()::position, mapping);
        }
        return isLoaded;
    }
}
