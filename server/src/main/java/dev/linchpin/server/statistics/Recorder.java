package dev.linchpin.server.statistics;

import dev.linchpin.database.statistics.Sample;
import dev.linchpin.database.statistics.Statistics;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;

/** Stores what was added up, once a minute, and the rest when it is closed. */
public final class Recorder implements Loop, AutoCloseable {
    private final Tally tally;
    private final Statistics statistics;
    private final List<ObjectType> types;
    private final InstantSource clock;
    private final Instant began;

    /** @param types whose figures are kept also of minutes in which nothing happened */
    public Recorder(Tally tally, Statistics statistics, List<ObjectType> types, InstantSource clock) {
        this.tally = tally;
        this.statistics = statistics;
        this.types = List.copyOf(types);
        this.clock = clock;
        this.began = minute();
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public Duration step() {
        var current = minute();
        // Only the minute that has just ended: in those before, a machine that was asleep has seen nothing.
        var ended = current.minus(1, ChronoUnit.MINUTES);
        if (!ended.isBefore(began)) {
            tally.saw(ended);
        }
        store(current);
        var left = Duration.between(clock.instant(), current.plus(1, ChronoUnit.MINUTES));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private void store(Instant end) {
        var left = List.copyOf(tally.takeBefore(end));
        for (var index = 0; index < left.size(); index++) {
            var minute = left.get(index);
            var all = new HashMap<ObjectType, Sample>();
            types.forEach(type -> all.put(type, Sample.NONE));
            all.putAll(minute.types());
            try {
                statistics.add(minute.at(), minute.connection(), all);
            } catch (RuntimeException away) {
                left.subList(index, left.size()).forEach(tally::giveBack);
                throw away;
            }
        }
    }

    /** To be closed when nothing happens any more. */
    @Override
    public void close() {
        tally.saw(minute());
        store(Instant.MAX);
    }
}
