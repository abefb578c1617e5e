package dev.linchpin.simulator.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The journal of one app: what it subscribed to, and what has happened of that. Not thread-safe. */
final class AppJournal {

    private final Map<Long, Subscription> subscriptions = new TreeMap<>();
    private final List<ObjectNode> pending = new ArrayList<>();
    private final LinkedHashMap<String, JournalFile> files = new LinkedHashMap<>();

    Map<Long, Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether it is the first entry that waits to be published. */
    boolean add(ObjectNode entry) {
        pending.add(entry);
        return pending.size() == 1;
    }

    void publish(int maximum, long at, Supplier<String> offsets) {
        JournalFile.publish(pending, maximum, at, offsets).forEach(file -> files.put(file.offset(), file));
        pending.clear();
    }

    /** Drops files that were published at or before a moment. */
    void forgetUntil(long moment) {
        files.values().removeIf(file -> file.publishedAt() <= moment);
    }

    /** All files, oldest first. */
    List<JournalFile> files() {
        return List.copyOf(files.sequencedValues());
    }

    Optional<JournalFile> file(String offset) {
        return Optional.ofNullable(files.get(offset));
    }
}
