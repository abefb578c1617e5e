package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.Replacement;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the property history of a record says about earlier writes of ours. HubSpot has no conditional write and an answer
 * can be lost, so every write is looked up afterwards: whether it was carried out, and whether it replaced an edit that
 * nobody had seen. Pure.
 *
 * @param bases new bases, by field, of writes that turn out to have been carried out
 * @param acknowledged attempts that were carried out; their audit is among {@code audited} or {@code waiting}
 * @param failed attempts that were not carried out and no longer can be
 * @param audited attempts that need no more attention
 * @param waiting attempts that replaced an edit which the row has no column for now; they are audited when it has one
 * @param overwritten edits by others that our writes replaced, by field
 * @param pendingUntil while an unanswered request may still be carried out, nothing must be decided; null when none can
 */
record Settlement(
        Map<String, BasePair> bases,
        List<Attempt> acknowledged,
        List<Attempt> failed,
        List<Attempt> audited,
        List<Attempt> waiting,
        Map<String, Overwritten> overwritten,
        @Nullable Instant pendingUntil) {

    /** An edit that a write of ours replaced: the value, when and by whom, and what replaced it. */
    record Overwritten(Attempt by, Value value, Instant at, String source) {
        Replacement replacement() {
            return new Replacement(by.seen(), by.sent(), value);
        }
    }

    static final Settlement NOTHING =
            new Settlement(Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), null);

    boolean isPending() {
        return pendingUntil != null;
    }

    /** The attempts that are over, one way or the other. */
    List<Attempt> closed() {
        var closed = new ArrayList<>(failed);
        closed.addAll(audited);
        return closed;
    }

    /**
     * @param state with the history of every attempted field; of a record that is nowhere nothing can be said
     */
    static Settlement of(ObjectMapping mapping, List<Attempt> attempts, RecordState state, Instant now) {
        if (attempts.isEmpty()) {
            return NOTHING;
        }
        var live = state instanceof RecordState.Live || state instanceof RecordState.MergedInto;
        var record = switch (state) {
            case RecordState.Live(var found) -> found;
            case RecordState.Archived(var found) -> found;
            case RecordState.MergedInto(var survivor) -> survivor;
            case RecordState.Gone _, RecordState.Unknown _ -> null;
        };
        var bases = new HashMap<String, BasePair>();
        var acknowledged = new ArrayList<Attempt>();
        var failed = new ArrayList<Attempt>();
        var audited = new ArrayList<Attempt>();
        var waiting = new ArrayList<Attempt>();
        var overwritten = new HashMap<String, Overwritten>();
        Instant pendingUntil = null;
        for (var attempt : attempts) {
            if (attempt.isArchiving()) {
                // Whether it happened, the recycle bin tells; until then a live record may still be on its way there,
                // and so may one that it was merged into.
                if (live && now.isBefore(attempt.deadline())) {
                    pendingUntil = latest(pendingUntil, attempt.deadline());
                } else if (live) {
                    failed.add(attempt);
                }
                continue;
            }
            if (state instanceof RecordState.Unknown && !attempt.isOpen()) {
                // Most likely it was merged into one that is archived: the audit waits for a sweep to tell.
                continue;
            }
            var field = mapping.shownInHubSpot().get(attempt.field());
            if (field == null) {
                // Frozen, so its history cannot be asked for. Whether an open one arrived is found out once the field
                // is back: what was sent would else be taken for a person's edit. What an acknowledged one replaced is
                // found out then, too, unless the field is mapped no more.
                if (!attempt.isOpen() && !mapping.propertyless().containsKey(attempt.field())) {
                    failed.add(attempt);
                }
                continue;
            }
            var history = record == null ? List.<PropertyChange>of() : record.historyOf(field.property());
            var merged = record != null && !record.absorbed().isEmpty();
            var own = ownEntry(field, attempt, history, merged);
            if (own.isPresent() || !attempt.isOpen()) {
                if (own.isPresent() && attempt.isOpen()) {
                    var stored = field.type().read(own.get().value());
                    bases.put(field.name(), new BasePair(attempt.rowValue(), stored));
                    acknowledged.add(attempt);
                }
                // HubSpot keeps no entry for a write that changes nothing: whatever stood there, it was not replaced.
                var replaced = own.isPresent()
                        ? hidden(attempt, field, history, own.get(), reachedSurvivor(record, attempt, own.get()))
                        : sameEdit(attempt, field, history);
                if (replaced.isPresent() && mapping.columnless().containsKey(field.name())) {
                    own.ifPresent(entry -> waiting.add(attempt.acknowledgedAt(entry.at())));
                } else {
                    audited.add(attempt);
                    replaced.ifPresent(edit -> overwritten.put(field.name(), edit));
                }
            } else if (now.isBefore(attempt.deadline())) {
                pendingUntil = latest(pendingUntil, attempt.deadline());
            } else {
                failed.add(attempt);
            }
        }
        return new Settlement(bases, acknowledged, failed, audited, waiting, overwritten, pendingUntil);
    }

    private static Instant latest(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /**
     * The first entry of ours after the read that the attempt was decided on. Where nobody tells which are ours, one that holds
     * what was sent.
     *
     * @param merged the record has absorbed others: an entry of ours may then have been written for another row, and only
     *     its value tells
     */
    private static Optional<PropertyChange> ownEntry(
            Field field, Attempt attempt, List<PropertyChange> newestFirst, boolean merged) {
        var ours = newestFirst.reversed().stream()
                .filter(entry -> switch (entry.by()) {
                    case US -> !merged || isSent(field, attempt, entry);
                    case PERHAPS_US -> isSent(field, attempt, entry) && !isLater(entry, attempt);
                    case ANOTHER -> false;
                })
                .toList();
        return ours.stream()
                .filter(entry -> entry.at().isAfter(attempt.readStamp()))
                .findFirst()
                .or(() -> ours.stream()
                        // Within one of HubSpot's milliseconds the value tells: what was sent is not what was seen.
                        .filter(entry -> entry.at().equals(attempt.readStamp()) && isSent(field, attempt, entry))
                        .findFirst());
    }

    private static boolean isLater(PropertyChange entry, Attempt attempt) {
        var writtenAt = attempt.writtenAt();
        return writtenAt != null && entry.at().isAfter(writtenAt);
    }

    private static boolean isSent(Field field, Attempt attempt, PropertyChange entry) {
        return field.type().same(field.type().read(entry.value()), attempt.sent());
    }

    /** Whether the write came after a merge that nobody knew of when it was decided; where HubSpot does not tell, it may have. */
    private static boolean reachedSurvivor(@Nullable HubSpotRecord record, Attempt attempt, PropertyChange own) {
        if (record == null || record.absorbed().isEmpty()) {
            return false;
        }
        return record.merges().isEmpty()
                || record.merges().stream()
                        .anyMatch(merge -> !merge.isBefore(attempt.readStamp()) && !merge.isAfter(own.at()));
    }

    /**
     * The last edit by another between our read and our own entry, in HubSpot's time and order.
     *
     * @param survivor the write reached the survivor of a merge: it replaced what stood there, however old, for that was
     *     never read
     */
    private static Optional<Overwritten> hidden(
            Attempt attempt, Field field, List<PropertyChange> newestFirst, PropertyChange own, boolean survivor) {
        for (var entry : newestFirst.subList(newestFirst.indexOf(own) + 1, newestFirst.size())) {
            var value = field.type().read(entry.value());
            var known = value.equals(attempt.seen());
            if (survivor ? known : entry.at().isBefore(attempt.readStamp())) {
                return Optional.empty();
            }
            if (known && entry.at().equals(attempt.readStamp())) {
                return Optional.empty();
            }
            if (survivor || !entry.ours()) {
                return Optional.of(new Overwritten(attempt, value, entry.at(), entry.source()));
            }
        }
        return Optional.empty();
    }

    /**
     * An edit by another to the very value that we then sent, too: to all policies but one the same edit. Where changes add up,
     * it counts beside ours.
     */
    private static Optional<Overwritten> sameEdit(Attempt attempt, Field field, List<PropertyChange> newestFirst) {
        var writtenAt = attempt.writtenAt();
        if (field.policy() != Policy.SUM || writtenAt == null) {
            return Optional.empty();
        }
        return newestFirst.stream()
                .filter(entry ->
                        entry.at().isAfter(attempt.readStamp()) && !entry.at().isAfter(writtenAt))
                .findFirst()
                .filter(entry -> field.type().read(entry.value()).equals(attempt.sent()))
                .map(entry -> new Overwritten(attempt, attempt.sent(), entry.at(), entry.source()));
    }
}
