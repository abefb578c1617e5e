package dev.linchpin.server.events;

import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one listener is to be told, gathered so that a type is spoken of at most once in a while, and at once when it was not
 * lately. However much happens, it holds no more than each topic of each type. Times are of one steadily rising clock, in
 * nanoseconds. Not thread-safe.
 */
final class Hints {
    static final Duration PAUSE = Duration.ofMillis(200);

    /** @param what never empty, in the order of declaration */
    record Hint(ObjectType type, Set<Topic> what) {}

    private final Map<ObjectType, EnumSet<Topic>> waiting = new LinkedHashMap<>();
    private final Map<ObjectType, Long> toldAt = new HashMap<>();

    void add(ObjectType type, Set<Topic> what) {
        waiting.computeIfAbsent(type, any -> EnumSet.noneOf(Topic.class)).addAll(what);
    }

    /** What may be told now, and is taken for told. */
    List<Hint> take(long now) {
        var due = new ArrayList<Hint>();
        waiting.forEach((type, what) -> {
            if (pause(type, now) == 0) {
                due.add(new Hint(type, what));
                toldAt.put(type, now);
            }
        });
        due.forEach(hint -> waiting.remove(hint.type()));
        return due;
    }

    /** How long until something that waits may be told; empty when nothing waits. */
    OptionalLong pause(long now) {
        return waiting.keySet().stream().mapToLong(type -> pause(type, now)).min();
    }

    private long pause(ObjectType type, long now) {
        var told = toldAt.get(type);
        return told == null ? 0 : Math.max(0, PAUSE.toNanos() - (now - told));
    }
}
