package dev.linchpin.torture.world;

import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.store.OwnershipLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps the loops of one process, each when it asked to be, as the server's threads do. A loop that found nothing to do is left
 * alone until anything changes in the database or falls due there, however often it would have looked meanwhile: it
 * would find nothing again.
 */
final class Loops {
    /** Loops that rest for longer than this do not look for changes in the database. */
    private static final Duration LONGEST_WATCH = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration HEARTBEAT = Ownership.SILENCE.dividedBy(4);

    private final World world;
    private final LinchpinProcess process;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Turn> dormant = new ArrayList<>();
    private final Pending pending;
    private boolean watching;

    private static final class Turn {
        final Loop loop;
        Duration pause = FIRST_PAUSE;
        long changesSeen;
        /** Of several appointments of a loop only the last made counts. */
        long appointment;

        boolean stepping;
        /** It was woken while it stepped, so its next rest is none. */
        boolean woken;

        Turn(Loop loop) {
            this.loop = loop;
        }
    }

    Loops(World world, LinchpinProcess process) {
        this.world = world;
        this.process = process;
        this.pending = new Pending(world);
    }

    void start(List<Loop> loops, Ownership ownership) {
        loops.forEach(loop -> turns.add(new Turn(loop)));
        turns.forEach(turn -> appoint(turn, Duration.ZERO));
        beat(ownership);
    }

    /** Hears of what wakes the loops that wait for it. */
    void on(EngineEvent event) {
        turns.stream().filter(turn -> turn.loop.isWokenBy(event)).forEach(this::wake);
    }

    private void wake(Turn turn) {
        if (turn.stepping) {
            turn.woken = true;
        } else {
            dormant.remove(turn);
            appoint(turn, Duration.ZERO);
        }
    }

    private void appoint(Turn turn, Duration in) {
        var mine = ++turn.appointment;
        world.scheduler().in(in, () -> {
            if (turn.appointment == mine) {
                step(turn);
            }
        });
    }

    private void step(Turn turn) {
        if (!process.isAlive()) {
            return;
        }
        if (process.isFrozen()) {
            appoint(
                    turn,
                    Duration.ofMillis(process.frozenUntil() - world.clock().millis()));
            return;
        }
        turn.changesSeen = world.changes();
        turn.stepping = true;
        turn.woken = false;
        try {
            var rest = turn.loop.step();
            turn.pause = FIRST_PAUSE;
            rest(turn, turn.woken ? Duration.ZERO : rest);
        } catch (Killed end) {
            // So are all others.
        } catch (OwnershipLostException lost) {
            process.end("another one has taken over");
        } catch (RuntimeException failed) {
            if (!(failed instanceof HubSpotException)) {
                world.surprise(turn.loop.name() + " failed: " + failed);
                world.log().event(process + ": " + turn.loop.name() + " failed: " + failed);
            }
            appoint(turn, turn.pause);
            turn.pause = turn.pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                    ? turn.pause.multipliedBy(2)
                    : LONGEST_PAUSE;
        } finally {
            turn.stepping = false;
        }
    }

    private void rest(Turn turn, Duration rest) {
        var foundNothing = turn.changesSeen == world.changes() && rest.isPositive();
        if (!foundNothing || rest.compareTo(LONGEST_WATCH) > 0 || pending.isDue()) {
            appoint(turn, rest);
            return;
        }
        dormant.add(turn);
        watch();
    }

    /** Looks again when something has changed or falls due. */
    private void watch() {
        if (watching) {
            return;
        }
        watching = true;
        world.onChange(this::wake);
        pending.nextDue().ifPresent(due -> world.scheduler().at(due, this::wake));
    }

    private void wake() {
        if (!watching) {
            return;
        }
        watching = false;
        var woken = List.copyOf(dormant);
        dormant.clear();
        for (var turn : woken) {
            appoint(turn, Duration.ofMillis(process.random().nextLong(50)));
        }
    }

    private void beat(Ownership ownership) {
        world.scheduler().in(HEARTBEAT, () -> {
            if (!process.isAlive()) {
                return;
            }
            if (!process.isFrozen()) {
                try {
                    world.unnoticed(ownership::heartbeat);
                } catch (OwnershipLostException lost) {
                    process.end("another one has taken over");
                    return;
                }
            }
            beat(ownership);
        });
    }
}
