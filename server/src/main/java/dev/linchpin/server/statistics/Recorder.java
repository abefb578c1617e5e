package dev.linchpin.server.statistics;

import dev.linchpin.database.statistics.Sample;
import dev.linchpin.database.statistics.Statistics;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;

/** Stores what was added up, every few seconds, and the rest when it is closed. */
public final class Recorder implements Loop, AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Tally tally;
    private final Statistics statistics;
    private final List<ObjectType> types;
    private final InstantSource clock;

    /** @param types whose figures are kept also of minutes in which nothing happened */
    public Recorder(Tally tally, Statistics statistics, List<ObjectType> types, InstantSource clock) {
        this.tally = tally;
        this.statistics = statistics;
        this.types = List.copyOf(types);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public Duration step() {
        store();
        return EVERY;
    }

    /** A minute counts as one in which something ran when it is stored at least once. */
    private void store() {
        tally.saw(clock.instant().truncatedTo(ChronoUnit.MINUTES));
        var left = tally.take();
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
        store();
    }
}
