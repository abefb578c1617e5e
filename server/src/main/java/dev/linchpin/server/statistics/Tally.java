package dev.linchpin.server.statistics;

import dev.linchpin.database.statistics.Sample;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.CallObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what happens, by the minute, until somebody takes it. Thread-safe. */
public final class Tally implements EngineListener, CallObserver {
    /** What happened in the minute that begins at this moment. */
    record Minute(Instant at, Sample connection, Map<ObjectType, Sample> types) {}

    private final InstantSource clock;
    private final SortedMap<Instant, Sample> connection = new TreeMap<>();
    private final Map<Instant, Map<ObjectType, Sample>> types = new HashMap<>();

    public Tally(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void on(EngineEvent event) {
        if (event instanceof EngineEvent.CycleEnded ended) {
            add(
                    minute(),
                    ended.type(),
                    new Sample(
                            ended.writtenToHubSpot(),
                            ended.writtenToDatabase(),
                            ended.failed(),
                            ended.waited().inDatabase(),
                            ended.waited().inHubSpot(),
                            0));
        }
    }

    @Override
    public void called(String route, int status, Duration took) {
        add(minute(), new Sample(0, 0, 0, null, null, 1));
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private synchronized void add(Instant minute, Sample sample) {
        connection.merge(minute, sample, Sample::plus);
    }

    private synchronized void add(Instant minute, ObjectType type, Sample sample) {
        connection.putIfAbsent(minute, Sample.NONE);
        types.computeIfAbsent(minute, _ -> new HashMap<>()).merge(type, sample, Sample::plus);
    }

    /** Tells that this minute was seen, whether anything happened in it or not. */
    synchronized void saw(Instant minute) {
        connection.putIfAbsent(minute, Sample.NONE);
    }

    /** Takes everything out, in the order of time. */
    synchronized List<Minute> take() {
        var taken = new ArrayList<Minute>();
        connection.forEach((minute, sample) ->
                taken.add(new Minute(minute, sample, Map.copyOf(types.getOrDefault(minute, Map.of())))));
        connection.clear();
        types.clear();
        return List.copyOf(taken);
    }

    /** Puts back what could not be kept. */
    synchronized void giveBack(Minute minute) {
        add(minute.at(), minute.connection());
        minute.types().forEach((type, sample) -> add(minute.at(), type, sample));
    }
}
