package dev.linchpin.database.store;

import dev.linchpin.database.capture.ChangeLog;
import dev.linchpin.database.links.Links;
import dev.linchpin.database.links.Tombstones;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Tombstone;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds rows that nobody has marked yet. */
final class Unlinked {
    private final Marking marking;
    private final Links links;
    private final Tombstones tombstones;
    private final ChangeLog changeLog;

    Unlinked(Marking marking, Links links, Tombstones tombstones, ChangeLog changeLog) {
        this.marking = marking;
        this.links = links;
        this.tombstones = tombstones;
        this.changeLog = changeLog;
    }

    /**
     * Marks those of the rows that have no link, unless their record is gone, or they may be known under another key still:
     * whoever takes in the change of key moves the link and marks it.
     *
     * @return the last key if there were as many as were asked for, so that there may be more
     */
    Optional<RowKey> mark(ObjectType type, List<RowKey> keys, int askedFor) {
        // Before the links, which move with the removal of the entry.
        var moving = changeLog.rekeyed(type, keys);
        var linked = links.linked(type, keys);
        var ended = tombstones.byRow(type, keys);
        marking.mark(keys.stream()
                .filter(key -> !linked.contains(key) && !moving.contains(key) && !isRecordGone(ended.get(key)))
                .map(key -> new Mark.OfRow(type, key, Cause.LOAD))
                .toList());
        return keys.size() < askedFor ? Optional.empty() : Optional.of(keys.getLast());
    }

    private static boolean isRecordGone(@Nullable Tombstone tombstone) {
        return tombstone != null && tombstone.recordGone();
    }
}
