package dev.linchpin.torture.world;

import dev.linchpin.torture.schedule.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What was done and happened, with the virtual time since the beginning, for people. */
public final class Log {
    private final VirtualClock clock;
    private final long began;
    private final boolean everything;
    private final List<String> lines = new ArrayList<>();

    /** @param everything also what the processes do, call by call */
    Log(VirtualClock clock, boolean everything) {
        this.clock = clock;
        this.began = clock.millis();
        this.everything = everything;
    }

    /** Something that somebody or chance did. */
    public void event(String line) {
        var passed = Duration.ofMillis(clock.millis() - began);
        lines.add(
                "%3d:%02d.%03d  %s".formatted(passed.toMinutes(), passed.toSecondsPart(), passed.toMillisPart(), line));
    }

    /** Something that a process or the network did: told only where everything is. */
    public void detail(Supplier<String> line) {
        if (everything) {
            event("    " + line.get());
        }
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
