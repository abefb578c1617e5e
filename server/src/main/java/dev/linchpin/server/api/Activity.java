package dev.linchpin.server.api;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers what the engine last told of each type. Thread-safe. */
public final class Activity implements EngineListener {
    /**
     * @param loaded records taken in by the initial load; null when none ran since the start
     * @param lastCycleAt null before the first cycle that had something to do
     */
    public record Of(
            @Nullable Long loaded,
            boolean loadFinished,
            @Nullable Instant lastCycleAt) {
        private static final Of NOTHING = new Of(null, false, null);
    }

    private final InstantSource clock;
    private final Map<ObjectType, Of> byType = new ConcurrentHashMap<>();

    public Activity(InstantSource clock) {
        this.clock = clock;
    }

    public Of of(ObjectType type) {
        return byType.getOrDefault(type, Of.NOTHING);
    }

    @Override
    public void on(EngineEvent event) {
        switch (event) {
            case EngineEvent.LoadProgress load ->
                byType.compute(
                        load.type(),
                        (type, before) ->
                                new Of(load.loaded(), load.finished(), before == null ? null : before.lastCycleAt()));
            case EngineEvent.CycleEnded ended ->
                byType.compute(ended.type(), (type, before) -> {
                    var known = before == null ? Of.NOTHING : before;
                    return new Of(known.loaded(), known.loadFinished(), clock.instant());
                });
            case EngineEvent.Held held -> {}
            case EngineEvent.SchemaDoubted doubted -> {}
            case EngineEvent.DeadLetterClosed letter -> {}
            case EngineEvent.HoldDecided decided -> {}
            case EngineEvent.ConflictDecided decided -> {}
            case EngineEvent.SchemaChanged schema -> {}
            case EngineEvent.Checked checked -> {}
            case EngineEvent.Marked marked -> {}
            case EngineEvent.RowsChanged changed -> {}
            case EngineEvent.Polled polled -> {}
            case EngineEvent.ConflictOpened opened -> {}
            case EngineEvent.ConflictClosed closed -> {}
            case EngineEvent.DeadLetterBuried buried -> {}
        }
    }
}
