package dev.linchpin.server.overview;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers of each type how far what takes its time has come, and when it was last polled. Thread-safe. */
public final class Progress implements EngineListener {
    /**
     * Something that takes its time.
     *
     * @param first how many were done when it was first heard of
     * @param total how many there are; null as long as nobody knows
     */
    record Work(
            Instant startedAt,
            long first,
            long done,
            @Nullable Long total) {}

    private record Cycles(long worked) {}

    private final InstantSource clock;
    private final Map<ObjectType, Work> loads = new ConcurrentHashMap<>();
    private final Map<ObjectType, Long> before = new ConcurrentHashMap<>();
    private final Map<ObjectType, Cycles> cycles = new ConcurrentHashMap<>();
    private final Map<ObjectType, Work> queues = new ConcurrentHashMap<>();
    private final Map<ObjectType, Instant> polls = new ConcurrentHashMap<>();

    public Progress(InstantSource clock) {
        this.clock = clock;
    }

    /** Tells that a load goes on where an earlier process left it, so many records from the start. */
    public void resumes(ObjectType type, long records) {
        before.put(type, records);
    }

    @Override
    public void on(EngineEvent event) {
        switch (event) {
            case EngineEvent.LoadProgress load -> loaded(load);
            case EngineEvent.CycleEnded ended ->
                cycles.merge(
                        ended.type(),
                        new Cycles(ended.claimed()),
                        (one, other) -> new Cycles(one.worked() + other.worked()));
            case EngineEvent.Polled polled -> polls.put(polled.type(), clock.instant());
            case EngineEvent.Marked _,
                    EngineEvent.RowsChanged _,
                    EngineEvent.ConflictOpened _,
                    EngineEvent.ConflictClosed _,
                    EngineEvent.ConflictDecided _,
                    EngineEvent.DeadLetterBuried _,
                    EngineEvent.DeadLetterClosed _,
                    EngineEvent.Held _,
                    EngineEvent.HoldDecided _,
                    EngineEvent.SchemaDoubted _,
                    EngineEvent.SchemaChanged _,
                    EngineEvent.Checked _ -> {}
        }
    }

    private void loaded(EngineEvent.LoadProgress load) {
        if (load.finished()) {
            loads.remove(load.type());
            before.remove(load.type());
            return;
        }
        var done = before.getOrDefault(load.type(), 0L) + load.loaded();
        loads.compute(
                load.type(),
                (type, known) -> known == null || done < known.done()
                        ? new Work(clock.instant(), done, done, null)
                        : new Work(known.startedAt(), known.first(), done, known.total()));
    }

    /** The types that are being loaded, of which nobody knows yet how many records there are. */
    List<ObjectType> withoutTotal() {
        return loads.entrySet().stream()
                .filter(load -> load.getValue().total() == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    void total(ObjectType type, long records) {
        loads.computeIfPresent(type, (_, known) -> new Work(known.startedAt(), known.first(), known.done(), records));
    }

    @Nullable Work load(ObjectType type) {
        return loads.get(type);
    }

    /**
     * How far the queue has been worked off since it was first seen as long as it is worth telling.
     *
     * @param queued how long it is; empty when that is not worth telling
     */
    @Nullable Work queue(ObjectType type, OptionalLong queued) {
        if (queued.isEmpty()) {
            queues.remove(type);
            return null;
        }
        var worked = cycles.getOrDefault(type, new Cycles(0)).worked();
        var known = queues.computeIfAbsent(type, _ -> new Work(clock.instant(), worked, worked, null));
        var done = worked - known.first();
        return new Work(known.startedAt(), 0, done, done + queued.getAsLong());
    }

    @Nullable Instant polledAt(ObjectType type) {
        return polls.get(type);
    }
}
