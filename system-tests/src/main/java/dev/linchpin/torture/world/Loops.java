package dev.linchpin.torture.world;

import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.OwnershipLostException;
import dev.linchpin.engine.store.SchemaChangedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Steps the loops of one process, each when it asked to be, as the server's threads do. A loop that looks again and again and
 * found nothing is left alone until there is something for it in the database, however often it would have looked
 * meanwhile: it would find nothing again.
 */
final class Loops {
    /** The loop that alters tables while others work. */
    private static final String SCHEMA = "schema";

    /** Loops that rest for longer than this do not look for changes in the database. */
    private static final Duration LONGEST_WATCH = Duration.ofSeconds(5);

    /** As long as it takes a loop that looks around to notice something. */
    private static final int NOTICING = 50;

    /** As often the inbox looks at events that wait for something else. */
    private static final Duration AGAIN = Duration.ofMillis(300);

    /** As often audits are looked for. */
    private static final int AUDITS = 1_000;

    private static final String AUDITS_DUE = "audits due";

    /** By what their names begin with, what loops look around for. */
    private static final Map<String, Changed> AWAITED = Map.of(
            "capture",
            Changed.ROWS,
            "webhook inbox",
            Changed.EVENTS,
            "cycle",
            Changed.WORK,
            AUDITS_DUE,
            Changed.WORK,
            "load",
            Changed.POSITIONS);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration HEARTBEAT = Ownership.SILENCE.dividedBy(4);

    private final World world;
    private final LinchpinProcess process;
    private final List<Turn> turns = new ArrayList<>();
    private final Pending pending;
    private long reviewAt = Long.MAX_VALUE;

    private static final class Turn {
        final Loop loop;
        final @Nullable Changed awaited;
        Duration pause = FIRST_PAUSE;
        /** Of several appointments of a loop only the last made counts. */
        long appointment;

        boolean stepping;
        boolean dormant;
        /** It does not look around before. */
        long restsUntil;

        /** It was woken while it stepped, so its next rest is none. */
        boolean woken;

        Turn(Loop loop) {
            this.loop = loop;
            this.awaited = awaited(loop.name());
        }
    }

    Loops(World world, LinchpinProcess process) {
        this.world = world;
        this.process = process;
        this.pending = new Pending(
                world, world.mappings().stream().map(ObjectMapping::type).toList());
    }

    void start(List<Loop> loops, Ownership ownership) {
        loops.forEach(loop -> turns.add(new Turn(loop)));
        for (var kind : AWAITED.keySet()) {
            if (loops.stream().noneMatch(loop -> loop.name().startsWith(kind))) {
                throw new IllegalStateException("No loop is a " + kind + " any more, so it cannot be left alone");
            }
        }
        turns.forEach(turn -> appoint(turn, Duration.ZERO));
        beat(ownership);
    }

    /** Hears of marks, which wake the loops that wait for them: one of them, as the others would find nothing left. */
    void on(EngineEvent event) {
        var workers = turns.stream().filter(turn -> turn.loop.isWokenBy(event)).toList();
        var free = workers.stream().filter(turn -> !turn.stepping).toList();
        if (free.isEmpty()) {
            workers.forEach(this::wake);
        } else {
            wake(free.get(process.random().nextInt(free.size())));
        }
    }

    private void wake(Turn turn) {
        if (turn.stepping) {
            turn.woken = true;
        } else {
            appoint(turn, Duration.ZERO);
        }
    }

    /** Hears of a statement that changed something. */
    void onChange(Changed what) {
        if (what == Changed.WORK) {
            review(1 + process.random().nextInt(NOTICING));
        } else {
            notice(turn -> turn.awaited == what);
        }
    }

    /** What a loop of this name looks around for; null when it does not, or nobody knows. */
    private static @Nullable Changed awaited(String name) {
        return AWAITED.entrySet().stream()
                .filter(kind -> name.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void notice(Predicate<Turn> who) {
        for (var turn : turns) {
            if (turn.stepping && who.test(turn)) {
                turn.woken = true;
            } else if (turn.dormant && who.test(turn)) {
                var looks = turn.restsUntil - world.clock().millis();
                appoint(turn, Duration.ofMillis(Math.max(looks, process.random().nextInt(NOTICING))));
            }
        }
    }

    private void review(long in) {
        var at = world.clock().millis() + in;
        if (at < reviewAt) {
            reviewAt = at;
            world.scheduler().at(at, () -> {
                if (reviewAt == at && process.isAlive()) {
                    review();
                }
            });
        }
    }

    /** Wakes whom there is work for, and comes again when there will be. */
    private void review() {
        reviewAt = Long.MAX_VALUE;
        var now = world.clock().millis();
        var next = Long.MAX_VALUE;
        for (var type : pending.due().entrySet()) {
            var due = type.getValue();
            if (due.work() <= now) {
                on(new EngineEvent.Marked(type.getKey()));
            }
            if (due.audit() <= now) {
                notice(turn -> turn.loop.name().startsWith(AUDITS_DUE));
            }
            // Not at once: whoever was woken takes it first, and an audit may have to wait for something else.
            next = Math.min(next, Math.min(Math.max(now + NOTICING, due.work()), Math.max(now + AUDITS, due.audit())));
        }
        if (next < Long.MAX_VALUE) {
            review(next - now);
        }
    }

    private void appoint(Turn turn, Duration in) {
        turn.dormant = false;
        var mine = ++turn.appointment;
        world.scheduler().in(in, () -> {
            if (turn.appointment == mine && process.isAlive()) {
                step(turn);
            }
        });
    }

    private void step(Turn turn) {
        if (process.isFrozen()) {
            appoint(
                    turn,
                    Duration.ofMillis(process.frozenUntil() - world.clock().millis()));
            return;
        }
        turn.stepping = true;
        turn.woken = false;
        try {
            var rest = turn.loop.step();
            turn.pause = FIRST_PAUSE;
            rest(turn, rest);
        } catch (Killed end) {
            // So are all others.
        } catch (OwnershipLostException lost) {
            process.end("another one has taken over");
        } catch (RuntimeException failed) {
            if (!(failed instanceof HubSpotException
                    || failed instanceof SchemaChangedException
                    || (turn.loop.name().equals(SCHEMA) && LinchpinProcess.isTableInUse(failed)))) {
                world.surprise(turn.loop.name() + " failed: " + failed);
                world.log().event(process + ": " + turn.loop.name() + " failed: " + failed);
            }
            appoint(turn, turn.pause);
            var twice = turn.pause.multipliedBy(2);
            turn.pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        } finally {
            turn.stepping = false;
        }
    }

    private void rest(Turn turn, Duration rest) {
        var awaited = turn.awaited;
        if (awaited == null || !rest.isPositive() || rest.compareTo(LONGEST_WATCH) > 0) {
            appoint(turn, rest);
            return;
        }
        if (turn.woken) {
            appoint(turn, Duration.ZERO);
            return;
        }
        if (awaited == Changed.EVENTS && world.place().holds("webhook_event", "processed_at is null")) {
            appoint(turn, AGAIN);
            return;
        }
        turn.dormant = true;
        turn.restsUntil = world.clock().millis() + rest.toMillis();
        if (awaited == Changed.WORK) {
            review(Math.max(1, rest.toMillis()));
        }
    }

    private void beat(Ownership ownership) {
        world.scheduler().in(HEARTBEAT, () -> {
            if (!process.isAlive()) {
                return;
            }
            if (!process.isFrozen()) {
                try {
                    ownership.heartbeat();
                } catch (OwnershipLostException lost) {
                    process.end("another one has taken over");
                    return;
                }
            }
            beat(ownership);
        });
    }
}
