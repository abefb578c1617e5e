package dev.linchpin.database.store;

import dev.linchpin.database.links.Halves;
import dev.linchpin.database.links.Halves.Half;
import dev.linchpin.database.queue.Queue;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Turns marks of rows, records and links into queue entries. */
final class Marking {
    private final Halves halves;
    private final Queue queue;

    Marking(Halves halves, Queue queue) {
        this.halves = halves;
        this.queue = queue;
    }

    private record Known(ObjectType type, Half half) {}

    /** What is marked for one cause. */
    private static final class Marked {
        private final Map<Known, Set<String>> halves = new LinkedHashMap<>();
        private final Set<Long> links = new LinkedHashSet<>();

        void addHalf(ObjectType type, Half half, String key) {
            halves.computeIfAbsent(new Known(type, half), _ -> new LinkedHashSet<>())
                    .add(key);
        }
    }

    void mark(Collection<? extends Mark> marks) {
        mark(marks, queue.now());
    }

    void mark(Collection<? extends Mark> marks, Instant due) {
        var byCause = new EnumMap<Cause, Marked>(Cause.class);
        for (var mark : marks) {
            var marked = byCause.computeIfAbsent(mark.cause(), _ -> new Marked());
            switch (mark) {
                case Mark.OfRow row ->
                    marked.addHalf(row.type(), Half.ROW, row.key().value());
                case Mark.OfRecord record ->
                    marked.addHalf(record.type(), Half.RECORD, record.id().value());
                case Mark.OfLink link -> marked.links.add(link.linkId());
            }
        }
        byCause.forEach((cause, marked) -> {
            marked.halves.forEach(
                    (known, keys) -> marked.links.addAll(halves.linkIds(known.type(), known.half(), keys)));
            queue.mark(marked.links, cause, due);
        });
    }
}
