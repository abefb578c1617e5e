package dev.linchpin.torture.history;

import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.torture.mishaps.Mishap;
import dev.linchpin.torture.mishaps.Mishaps;
import dev.linchpin.torture.oracle.Oracle;
import dev.linchpin.torture.people.Deed;
import dev.linchpin.torture.people.Draw;
import dev.linchpin.torture.people.People;
import dev.linchpin.torture.world.Extra;
import dev.linchpin.torture.world.Place;
import dev.linchpin.torture.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Plays a plan: people act and things go wrong; then they cease, and Linchpin has to settle it all. */
public final class Play implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final int LONGEST_REST = 1_000;

    private final Plan plan;
    private final World world;
    private final People people;
    private final Mishaps mishaps;

    private Play(Plan plan, Place.Maker places, boolean everything) {
        this.plan = plan;
        this.world = new World(plan.options(), places, everything);
        this.people = new People(world);
        this.mishaps = new Mishaps(world, people);
    }

    /**
     * A history that breaks the simulation itself is told like one that breaks a promise.
     *
     * @param everything whether the story tells every call
     */
    public static Outcome of(Plan plan, Place.Maker places, boolean everything) {
        try (var play = new Play(plan, places, everything)) {
            try {
                return play.play();
            } catch (RuntimeException broken) {
                return play.broken(broken);
            }
        }
    }

    private Outcome broken(RuntimeException broken) {
        var trace = new StringWriter();
        broken.printStackTrace(new PrintWriter(trace));
        var finding = "the simulation broke: " + trace;
        return new Outcome(plan, List.of(finding), world.log().lines(), world.figures());
    }

    private Outcome play() {
        var began = world.clock().millis();
        people.populate(
                plan.options().contacts(),
                plan.options().companies(),
                new Draw(plan.options().seed(), 0));
        var given = people.ledger().edits();
        world.start("here");
        var last = 0L;
        for (var step : plan.steps()) {
            world.scheduler().at(began + step.at(), () -> carryOut(step));
            last = Math.max(last, step.at());
        }
        world.runUntil(began + last + Duration.ofSeconds(2).toMillis());
        world.log().event("--- from here on nothing happens any more");
        world.heal();
        var findings = comeToRest() ? new Oracle(world, people).findings() : List.of("did not come to rest");
        world.figures().add("edits", people.ledger().edits() - given);
        return new Outcome(plan, findings, world.log().lines(), world.figures());
    }

    private void carryOut(Step step) {
        var draw = new Draw(step.seed(), step.number());
        if (Arrays.stream(Deed.values()).anyMatch(deed -> deed.name().equals(step.what()))) {
            Deed.valueOf(step.what()).carryOut(people, draw);
        } else {
            Mishap.valueOf(step.what()).happen(mishaps, draw);
        }
    }

    /**
     * Long enough for the recycle bin to be swept and search to catch up, and for what failed to be given up. Twice, since what
     * one sweep finds may take another to be seen through: an association made with a record that was merged is its survivor's.
     */
    private boolean comeToRest() {
        if (world.alive().isEmpty()) {
            world.start("here");
        }
        var options = plan.options();
        // Whoever was held up goes on, whoever was to start does.
        world.run(Duration.ofMinutes(2));
        var poll = options.has(Extra.WEBHOOKS_SUFFICE) ? Duration.ZERO : options.pollEvery();
        world.run(options.sweepEvery().multipliedBy(2).plus(poll).plusMinutes(1));
        for (var round = 0; round < LONGEST_REST; round++) {
            if (isQuiet()) {
                world.run(Duration.ofSeconds(25));
                if (isQuiet()) {
                    return true;
                }
            }
            world.run(LOOK);
        }
        return false;
    }

    private boolean isQuiet() {
        return world.account().undelivered() == 0
                && world.running().isPresent()
                && world.inspection().queue(Filter.NONE, null, 1).items().isEmpty()
                && world.isIdle();
    }

    @Override
    public void close() {
        world.close();
    }
}
