package dev.linchpin.database.store;

import dev.linchpin.database.links.Links;
import dev.linchpin.database.links.LocalTimes;
import dev.linchpin.database.queue.Queue;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Link;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a whole link of two halves. */
final class Joining {
    private final Links links;
    private final LocalTimes times;
    private final Queue queue;

    Joining(Links links, LocalTimes times, Queue queue) {
        this.links = links;
        this.times = times;
        this.queue = queue;
    }

    /** Mostly nobody holds the other half, and one statement does it. */
    boolean join(Link link, RowKey row, HubSpotId record, Set<Long> mine) {
        return links.pair(link, row, record) || (absorb(link, row, record, mine) && links.pair(link, row, record));
    }

    /** Takes the half links that are in the way, with their marks and times; answers whether that may be done. */
    private boolean absorb(Link link, RowKey row, HubSpotId record, Set<Long> mine) {
        var current = links.lock(link.id());
        if (current.isEmpty()
                || isOther(current.get().row(), row)
                || isOther(current.get().record(), record)) {
            return false;
        }
        var others = links.lockOthers(link, row, record);
        if (others.stream().anyMatch(other -> other.isWhole() || other.isIntent())) {
            return false;
        }
        if (!mine.containsAll(queue.claimedAmong(ids(others)))) {
            return false;
        }
        times.takeOver(current.get(), others);
        for (var other : others) {
            var cause = queue.cause(other.id());
            links.remove(other.id());
            if (cause != null) {
                queue.mark(List.of(link.id()), cause);
            }
        }
        return true;
    }

    private static List<Long> ids(List<Link> links) {
        return links.stream().map(Link::id).toList();
    }

    private static boolean isOther(@Nullable Object held, Object wanted) {
        return held != null && !held.equals(wanted);
    }
}
