package dev.linchpin.simulator.webhooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What developers configured for their apps, by app, and since when it is in force. Thread-safe. */
public final class Configurations {

    private static final long FIRST_ID = 20_001;

    private final Map<Long, Deque<Version>> byApp = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    private record Version(long from, Configuration configuration) {}

    /** Nothing configured. */
    public Configurations() {}

    /** The configuration as it was last made, in force or not. */
    synchronized Configuration latest(long appId) {
        Deque<Version> versions = byApp.get(appId);
        return versions == null ? Configuration.EMPTY : versions.getLast().configuration();
    }

    /** Changes a configuration with effect from a moment on. */
    synchronized void change(long appId, long from, UnaryOperator<Configuration> change) {
        Configuration next = change.apply(latest(appId));
        byApp.computeIfAbsent(appId, key -> new ArrayDeque<>()).addLast(new Version(from, next));
    }

    /** The configuration that is in force at a moment; moments only pass. */
    synchronized Configuration at(long appId, long now) {
        Deque<Version> versions = byApp.get(appId);
        Configuration current = Configuration.EMPTY;
        if (versions != null) {
            for (Version version : versions) {
                if (version.from() <= now) {
                    current = version.configuration();
                }
            }
            while (versions.size() > 1 && isPast(versions, now)) {
                versions.removeFirst();
            }
        }
        return current;
    }

    /** Whether the version after the first one is in force already. */
    private static boolean isPast(Deque<Version> versions, long now) {
        var iterator = versions.iterator();
        iterator.next();
        return iterator.next().from() <= now;
    }

    /** Apps that have something configured. */
    synchronized Set<Long> apps() {
        return Set.copyOf(byApp.keySet());
    }

    synchronized long nextId() {
        return nextId++;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        byApp.clear();
        nextId = FIRST_ID;
    }
}
