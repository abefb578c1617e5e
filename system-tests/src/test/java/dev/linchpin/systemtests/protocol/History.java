package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.store.Inspection.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One random history, driven by one seed: people act and things go wrong; then they cease, and Linchpin has to settle it all. */
final class History {
    private static final int FEWEST_ACTS = 15;

    private final Bed bed;
    private final Random random;
    private final People people;
    private final Mishaps mishaps;
    private final Ledger ledger = new Ledger();
    private final List<String> lines = new ArrayList<>();
    private final Instant began;

    History(Bed bed, long seed) {
        this.bed = bed;
        // Neighbouring seeds begin alike.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.people = new People(bed, random, ledger, this::log);
        this.mishaps = new Mishaps(bed, random, people, this::log);
        this.began = bed.clock.instant();
    }

    private void log(String line) {
        lines.add(Duration.between(began, bed.clock.instant()) + " " + line);
    }

    /** What was done and happened, for people. */
    String told() {
        return String.join("\n", lines);
    }

    /** Everything that is not as promised; empty when all is well. */
    List<String> play() {
        revive();
        var acts = FEWEST_ACTS + random.nextInt(15);
        for (var act = 0; act < acts; act++) {
            if (random.nextBoolean()) {
                mishaps.happen();
            }
            if (random.nextInt(12) == 0) {
                outage();
            }
            act();
            // Most acts come thick and fast, some after everything has come to rest.
            run(Duration.ofMillis(random.nextInt(8) == 0 ? 40_000 : random.nextInt(1_500)));
        }
        mishaps.end();
        log("--- from here on nothing happens");
        comeToRest();
        return new Oracle(bed, ledger).findings();
    }

    private void outage() {
        log("killed");
        bed.kill();
        for (var acts = random.nextInt(4); acts > 0; acts--) {
            people.act();
        }
        bed.clock.advance(Duration.ofMillis(random.nextInt(30_000)));
        revive();
    }

    private void act() {
        guarded(people::act);
    }

    private void run(Duration duration) {
        guarded(() -> bed.run(duration));
    }

    private void guarded(Runnable what) {
        try {
            what.run();
        } catch (Bed.Killed killed) {
            bed.clock.advance(Duration.ofMillis(random.nextInt(2_000)));
            revive();
        }
    }

    private void revive() {
        while (true) {
            try {
                bed.restart();
                log("started");
                return;
            } catch (Bed.Killed | HubSpotException failed) {
                log("did not start: " + failed.getMessage());
                bed.clock.advance(Duration.ofSeconds(1));
            }
        }
    }

    /** Long enough for the recycle bin to be swept, and for what failed to be given up. */
    private void comeToRest() {
        bed.settle();
        bed.clock.advance(Duration.ofMinutes(61));
        bed.settle();
        for (var round = 0; round < 30 && isAnythingQueued(); round++) {
            bed.clock.advance(Duration.ofMinutes(6));
            bed.settle();
        }
    }

    private boolean isAnythingQueued() {
        return !bed.inspection().queue(Filter.NONE, null, 1).items().isEmpty();
    }
}
