package dev.linchpin.torture.world;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happened, by name: of one history, or of many added up. Not thread-safe. */
public final class Figures {
    private final Map<String, Long> counts = new TreeMap<>();

    public void count(String what) {
        add(what, 1);
    }

    public void add(String what, long many) {
        counts.merge(what, many, Long::sum);
    }

    public void addAll(Figures others) {
        others.counts.forEach(this::add);
    }

    public long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    public Map<String, Long> all() {
        return new TreeMap<>(counts);
    }
}
