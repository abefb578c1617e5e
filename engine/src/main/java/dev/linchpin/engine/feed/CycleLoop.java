package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.Cycle;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;

/** Runs cycles of one type for as long as anything is due. */
public final class CycleLoop implements Loop {
    /** Due times of entries that wait come unannounced; marks wake the loop earlier. */
    private static final Duration IDLE = Duration.ofMillis(50);

    private final Cycle cycle;
    private final ObjectType type;
    private final int number;

    public CycleLoop(Cycle cycle, ObjectType type, int number) {
        this.cycle = cycle;
        this.type = type;
        this.number = number;
    }

    @Override
    public String name() {
        return "cycle " + type + " " + number;
    }

    @Override
    public Duration step() {
        var gathering = cycle.gathering();
        if (gathering.isPositive()) {
            return gathering;
        }
        var pass = cycle.run();
        return pass.claimed() == 0 ? IDLE : pass.pause();
    }

    @Override
    public boolean isWokenBy(EngineEvent event) {
        return event.equals(new EngineEvent.Marked(type));
    }
}
