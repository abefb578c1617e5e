package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.CapturedChange.Operation;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes in what the triggers logged: moves links of rows whose key changed, remembers when fields were edited, and marks. All
 * in one transaction with the removal of exactly the entries read, because sequence numbers commit out of order and "all up
 * to here" would lose some.
 */
public final class Capture implements Loop {
    private static final int PORTION = 1_000;

    /** A statement that changed more rows than these is nobody's single edit. */
    private static final int FEW = 100;

    private final Environment environment;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final Pauses pauses;

    /** @param mappings as they are now, by type */
    public Capture(Environment environment, Supplier<Map<ObjectType, ObjectMapping>> mappings) {
        this.environment = environment;
        this.mappings = mappings;
        this.pauses = new Pauses(environment.settings().feeds().captureEvery());
    }

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public Duration step() {
        return environment.store().glance().hasCaptured() ? takeIn() : pauses.idle();
    }

    @Override
    public boolean isWokenBy(EngineEvent event) {
        return event instanceof EngineEvent.RowsChanged;
    }

    private Duration takeIn() {
        var changes = environment.store().<List<CapturedChange>>inTransaction(this::takeIn);
        changes.stream()
                .map(CapturedChange::type)
                .distinct()
                .forEach(type -> environment.listener().on(new EngineEvent.Marked(type)));
        return changes.size() < PORTION ? pauses.busy() : Duration.ZERO;
    }

    /** Takes in everything there is now. */
    public void drain() {
        while (step().isZero()) {
            // The next portion follows.
        }
    }

    private List<CapturedChange> takeIn(Transaction tx) {
        var changes = tx.captured(PORTION);
        if (changes.isEmpty()) {
            return changes;
        }
        var marks = new TreeMap<Instant, Set<Mark>>();
        var keyed = new LinkedHashSet<Mark>();
        changes.stream()
                .filter(change -> change.operation() != Operation.EDGE)
                .collect(Collectors.groupingBy(CapturedChange::type, LinkedHashMap::new, Collectors.toList()))
                .forEach((type, ofType) -> {
                    endOutlived(tx, type, ofType)
                            .forEach(record -> keyed.add(new Mark.OfRecord(type, record, Cause.SQL)));
                    followKeys(tx, type, ofType).forEach(key -> keyed.add(new Mark.OfRow(type, key, Cause.SQL)));
                });
        var edges = new LinkedHashSet<Mark>();
        for (var change : changes) {
            var key = change.newKey() != null ? change.newKey() : change.oldKey();
            if (key != null) {
                var mark = new Mark.OfRow(change.type(), key, Cause.SQL);
                marks.computeIfAbsent(change.at(), _ -> new LinkedHashSet<>()).add(mark);
                if (touchesEdges(change)) {
                    edges.add(mark);
                }
            }
        }
        mark(tx, keyed, marks.values());
        tx.edges().mark(edges);
        suspect(tx, changes);
        tx.foldTimes(changes.stream()
                .filter(change -> change.operation() == Operation.INSERT || change.operation() == Operation.UPDATE)
                .collect(Collectors.toList()));
        tx.dropCaptured(changes);
        return changes;
    }

    /** Apart, so that the rows of a bulk change are told from single edits that were made meanwhile. */
    private static void mark(Transaction tx, Set<Mark> keyed, Collection<Set<Mark>> byStatement) {
        var single = new LinkedHashSet<>(keyed);
        for (var marks : byStatement) {
            if (marks.size() > FEW) {
                tx.mark(marks);
            } else {
                single.addAll(marks);
            }
        }
        var left = List.copyOf(single);
        for (var from = 0; from < left.size(); from += FEW) {
            tx.mark(left.subList(from, Math.min(from + FEW, left.size())));
        }
    }

    /** A row of a table of edges, or a foreign key that was set, or may have been set with the row. */
    private boolean touchesEdges(CapturedChange change) {
        var mapping = mappings.get().get(change.type());
        return mapping != null
                && mapping.edges().stream().anyMatch(edge -> switch (change.operation()) {
                    case INSERT, EDGE -> true;
                    case UPDATE -> change.fields().contains(edge.name());
                    case DELETE -> false;
                });
    }

    /** So that the guard knows of all the rows that one statement deleted before the first of their records is archived. */
    private static void suspect(Transaction tx, List<CapturedChange> changes) {
        var deleted = new HashMap<ObjectType, Set<RowKey>>();
        var inserted = new HashMap<ObjectType, Set<RowKey>>();
        for (var change : changes) {
            if (change.operation() == Operation.DELETE && change.oldKey() != null) {
                deleted.computeIfAbsent(change.type(), _ -> new LinkedHashSet<>())
                        .add(change.oldKey());
                inserted.computeIfAbsent(change.type(), _ -> new LinkedHashSet<>())
                        .remove(change.oldKey());
            } else if (change.operation() == Operation.INSERT && change.newKey() != null) {
                inserted.computeIfAbsent(change.type(), _ -> new LinkedHashSet<>())
                        .add(change.newKey());
            }
        }
        deleted.forEach(tx.losses()::suspectRows);
        inserted.forEach(tx.losses()::withdrawRows);
    }

    /**
     * A row that outlived its record is over once it was deleted, whatever is inserted under its key. Answers the records, which
     * may have been restored before.
     */
    private static List<HubSpotId> endOutlived(Transaction tx, ObjectType type, List<CapturedChange> changes) {
        if (changes.stream().noneMatch(change -> change.operation() == Operation.DELETE)) {
            return List.of();
        }
        var left = changes.stream()
                .map(CapturedChange::oldKey)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var outlived = new HashMap<>(tx.tombstonesByRow(type, left));
        outlived.values().removeIf(Tombstone::rowGone);
        if (outlived.isEmpty()) {
            return List.of();
        }
        var deleted = KeyMoves.deleted(changes, outlived.keySet());
        tx.rowsGone(type, deleted);
        return deleted.stream()
                .map(outlived::get)
                .map(tombstone -> tombstone == null ? null : tombstone.record())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Answers where the links are then: not always where a change says that a row went, if it was deleted there. */
    private static List<RowKey> followKeys(Transaction tx, ObjectType type, List<CapturedChange> changes) {
        var keys = new LinkedHashSet<RowKey>();
        for (var change : changes) {
            var from = change.oldKey();
            var to = change.newKey();
            if (from != null && to != null && !from.equals(to)) {
                keys.add(from);
                keys.add(to);
            }
        }
        if (keys.isEmpty()) {
            return List.of();
        }
        var links = tx.linksByRow(type, keys).keySet();
        var known = new HashSet<>(links);
        tx.tombstonesByRow(type, keys).forEach((key, tombstone) -> {
            if (!tombstone.rowGone()) {
                known.add(key);
            }
        });
        var moves = KeyMoves.of(changes, known, tx.losses().deletedRows(type, keys));
        tx.rekey(type, moves);
        return links.stream().map(key -> moves.getOrDefault(key, key)).toList();
    }
}
