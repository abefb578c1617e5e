package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.cycle.outcome.Reasons;
import dev.linchpin.engine.cycle.push.PushLanding;
import dev.linchpin.engine.cycle.push.PushResult;
import dev.linchpin.engine.cycle.push.Unreadable;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The local transaction that ends a cycle for links whose both sides are there: acknowledgements, then, where the row still
 * holds what was read, the row's changes, the bases, the conflicts and the journal.
 *
 * @param audits by link id, what a write that was audited at once turned out to have replaced
 * @param locked the rows of all links that land, under lock
 */
record Landing(
        ObjectMapping mapping,
        Transaction tx,
        Journal journal,
        Instant now,
        Map<Long, PushResult> pushed,
        Map<Long, Seen> audits,
        LockedRows locked) {
    private static final Duration WHILE_LOCKED = Duration.ofMillis(500);

    /** One link while it lands. */
    private static final class Arrival {
        final Seen seen;
        final Row read;
        final HubSpotRecord record;
        final Map<String, BasePair> bases;
        final Map<String, Value> rowValues = new LinkedHashMap<>();
        Instant hubspotUpdatedAt;
        Next next = new Next.Done();

        Arrival(Seen seen, Row read, HubSpotRecord record) {
            this.seen = seen;
            this.read = read;
            this.record = record;
            this.bases = seen.bases();
            this.hubspotUpdatedAt = record.updatedAt();
        }

        Value hubspotValue(Field field) {
            return field.type().read(record.property(field.property()));
        }

        void needs(Next other) {
            next = next.and(other);
        }
    }

    /** What each link needs next, by link id. */
    Map<Long, Next> land(List<Seen> merging) {
        var landing = new PushLanding(mapping, tx, journal, now);
        var arrivals = new ArrayList<Arrival>();
        var next = new HashMap<Long, Next>();
        for (var before : merging) {
            var after = audits.get(before.link().id());
            // What was sent is acknowledged in any case: where the row cannot be written now, the audit is repeated.
            var seen = after != null && canBringBack(after) ? after : before;
            if (seen.plan() instanceof LinkPlan.Merge(var row, var record)) {
                if (!canBringBack(seen)) {
                    next.put(
                            seen.link().id(),
                            locked.busy().contains(seen.rowKey())
                                    ? new Next.Later(now.plus(WHILE_LOCKED))
                                    : new Next.AtOnce());
                    continue;
                }
                var arrival = new Arrival(seen, row, record);
                acknowledge(arrival, landing);
                decide(arrival);
                if (after != null && !seen.equals(after)) {
                    arrival.needs(new Next.AtOnce());
                }
                arrivals.add(arrival);
            }
        }
        landing.settle();
        writeRows(arrivals);
        var links = new ArrayList<Link>();
        for (var arrival : arrivals) {
            var link = arrival.seen.link();
            links.add(link.withBase(arrival.bases).withHubspotUpdatedAt(arrival.hubspotUpdatedAt));
            next.put(link.id(), arrival.next);
        }
        tx.save(links);
        return next;
    }

    /** What was replaced may have to go into the row: all of it waits until the row can be written, as it was read. */
    private boolean canBringBack(Seen seen) {
        var names = seen.settlement().overwritten().keySet();
        if (names.isEmpty() || !(seen.plan() instanceof LinkPlan.Merge(var read, var _))) {
            return true;
        }
        var row = locked.rows().get(seen.rowKey());
        return row != null && names.stream().allMatch(name -> row.value(name).equals(read.value(name)));
    }

    private void acknowledge(Arrival arrival, PushLanding landing) {
        var seen = arrival.seen;
        var result = pushed.get(seen.link().id());
        if (result == null) {
            if (!seen.settlement().equals(Settlement.NOTHING)) {
                seen.commitSettlement(tx, journal);
            }
            var pendingUntil = seen.settlement().pendingUntil();
            if (pendingUntil != null) {
                arrival.needs(new Next.Later(pendingUntil));
            }
            return;
        }
        var landed = landing.land(result);
        if (seen.equals(audits.get(seen.link().id()))) {
            tx.close(seen.settlement().audited());
        }
        arrival.bases.putAll(landed.bases());
        arrival.needs(landed.next());
        landed.record().ifPresent(answer -> {
            arrival.hubspotUpdatedAt = answer.updatedAt();
            if (!answer.id().equals(seen.link().record())) {
                // The record was merged away under our hands; the next look finds the survivor.
                arrival.needs(new Next.AtOnce());
            }
        });
    }

    private void decide(Arrival arrival) {
        var seen = arrival.seen;
        if (seen.settlement().isPending()) {
            return;
        }
        var row = locked.rows().get(seen.rowKey());
        Unreadable.bury(mapping, tx, journal, now, seen.claim(), arrival.read);
        seen.decisions().forEach((name, decision) -> {
            var field = mapping.field(name);
            var hidden = seen.settlement().overwritten().get(name);
            if (hidden != null) {
                overwritten(arrival, row, field, hidden, decision);
                return;
            }
            switch (decision) {
                case FieldDecision.InStep _, FieldDecision.NeedsTimes _ -> {}
                case FieldDecision.ToHubSpot _ -> {}
                case FieldDecision.Agreed(var base) -> arrival.bases.put(name, base);
                case FieldDecision.ToDatabase(var value, var _) -> toRow(arrival, row, name, value);
                case FieldDecision.DecidedLocally decided -> {
                    if (decided.result().equals(arrival.read.value(name))) {
                        decided(arrival, name, decided);
                    } else {
                        toRow(arrival, row, name, decided.result());
                    }
                }
                case FieldDecision.Contested(var local, var hubspot) ->
                    contest(
                            seen,
                            Conflict.Kind.BOTH_CHANGED,
                            name,
                            lastAgreed(arrival, name),
                            local,
                            hubspot,
                            "Both sides changed this field");
                case FieldDecision.Oscillating(var local, var hubspot, var source) ->
                    contest(
                            seen,
                            Conflict.Kind.OSCILLATING,
                            name,
                            lastAgreed(arrival, name),
                            local,
                            hubspot,
                            "Linchpin put this field back, and a program in HubSpot (" + source
                                    + ") changed it again; now neither side is written");
            }
        });
        if (row != null) {
            showCurrentValues(seen, row);
        }
        closeSettledConflicts(seen);
        healSettledLetters(seen, Unreadable.of(mapping, arrival.read));
        if (row == null) {
            if (locked.busy().contains(seen.rowKey())) {
                if (!seen.decisions().isEmpty()) {
                    arrival.needs(new Next.Later(now.plus(WHILE_LOCKED)));
                }
            } else {
                // Deleted since it was read: the next look finds that.
                arrival.needs(new Next.AtOnce());
            }
        }
    }

    /** A write of ours turned out to have replaced an edit nobody had seen. */
    private void overwritten(
            Arrival arrival, @Nullable Row row, Field field, Settlement.Overwritten hidden, FieldDecision decision) {
        var seen = arrival.seen;
        var name = field.name();
        switch (decision) {
            case FieldDecision.Contested(var sent, var value) -> {
                contest(
                        seen,
                        Conflict.Kind.OVERWRITTEN,
                        name,
                        hidden.by().seen(),
                        sent,
                        value,
                        "Linchpin's write replaced an edit made in HubSpot at " + hidden.at() + " by "
                                + hidden.source());
                catchUp(arrival, row, field, hidden.by().sent());
            }
            case FieldDecision.ToDatabase(var value, var _) -> {
                toRow(arrival, row, name, value);
                if (row == null || !value.equals(hidden.value())) {
                    lost(seen, field, hidden);
                }
            }
            default -> lost(seen, field, hidden);
        }
        arrival.needs(new Next.AtOnce());
    }

    /** After a merge the value that was sent may be another row's: this one takes it over if it holds nothing new. */
    private void catchUp(Arrival arrival, @Nullable Row row, Field field, Value sent) {
        var base = arrival.bases.get(field.name());
        if (row != null
                && base != null
                && row.value(field.name()).equals(base.local())
                && !field.type().same(base.local(), sent)
                && field.type().same(arrival.hubspotValue(field), sent)) {
            toRow(arrival, row, field.name(), sent);
        }
    }

    private void lost(Seen seen, Field field, Settlement.Overwritten hidden) {
        journal.field(
                seen.claim(),
                Side.HUBSPOT,
                Action.LOST,
                field.name(),
                hidden.value(),
                hidden.by().sent(),
                "replaced by Linchpin's write; "
                        + Reasons.of(
                                field.direction() == Direction.BOTH ? Reason.POLICY : Reason.DIRECTION,
                                field.policy()));
    }

    /** The row holds what was decided, by now; from here on only the database differs from what the base says. */
    private void decided(Arrival arrival, String name, FieldDecision.DecidedLocally decided) {
        arrival.bases.put(name, decided.base());
        journal.field(
                arrival.seen.claim(),
                Side.HUBSPOT,
                Action.LOST,
                name,
                decided.lost(),
                decided.result(),
                Reasons.of(decided.reason(), mapping.field(name).policy()));
        arrival.needs(new Next.AtOnce());
    }

    private void toRow(Arrival arrival, @Nullable Row row, String name, Value value) {
        if (row == null) {
            return;
        }
        if (row.value(name).equals(arrival.read.value(name))) {
            arrival.rowValues.put(name, value);
        } else {
            // Edited since it was read: merged afresh.
            arrival.needs(new Next.AtOnce());
        }
    }

    private static Value lastAgreed(Arrival arrival, String name) {
        var base = arrival.bases.get(name);
        return base == null ? Value.BLANK : base.local();
    }

    private void contest(
            Seen seen, Conflict.Kind kind, String name, Value base, Value local, Value hubspot, String detail) {
        var open = seen.claim().conflicts().stream()
                .filter(conflict -> conflict.field().equals(name))
                .findFirst();
        if (open.isPresent()
                && open.get().local().equals(local)
                && open.get().hubspot().equals(hubspot)) {
            return;
        }
        tx.open(new Conflict(0, seen.link().id(), kind, name, base, local, hubspot, 1, now, detail));
        if (open.isEmpty() || open.get().kind() != kind) {
            journal.field(seen.claim(), Side.HUBSPOT, Action.CONFLICT, name, local, hubspot, detail);
            journal.event(new EngineEvent.ConflictOpened(mapping.type(), name));
        }
    }

    /** A frozen field's row goes on being edited: what people are asked about is what it holds now. */
    private void showCurrentValues(Seen seen, Row row) {
        seen.claim().conflicts().stream()
                .filter(conflict -> conflict.kind().keepsValue()
                        && mapping.fields().containsKey(conflict.field())
                        && !row.value(conflict.field()).equals(conflict.local()))
                .forEach(conflict -> tx.open(conflict.withValues(row.value(conflict.field()), conflict.hubspot())));
    }

    /** A conflict that the merge no longer finds is over; some kinds only a person ends. */
    private void closeSettledConflicts(Seen seen) {
        var over = seen.claim().conflicts().stream()
                .filter(conflict -> !isFrozen(conflict.field()))
                .filter(conflict -> switch (conflict.kind()) {
                    case OVERWRITTEN, MERGED_AWAY, OSCILLATING, DOUBLE -> false;
                    case DELETED_AND_EDITED, IDENTITY, ERASED -> true;
                    case BOTH_CHANGED -> !(seen.decisions().get(conflict.field()) instanceof FieldDecision.Contested);
                })
                .toList();
        journal.agree(tx, mapping.type(), over);
    }

    /** A refused value that nobody wants delivered any more is no dead letter. */
    private void healSettledLetters(Seen seen, List<String> unreadable) {
        var settled = seen.claim().deadLetters().stream()
                .filter(letter -> !isFrozen(letter.field()) && !unreadable.contains(letter.field()))
                .filter(letter -> letter.field().isEmpty()
                        ? seen.decisions().isEmpty()
                        : !isToBeDelivered(seen.decisions().get(letter.field())))
                .toList();
        journal.heal(tx, mapping.type(), settled);
    }

    /** A field that is not mapped now is not looked at: what is open about it stays. */
    private boolean isFrozen(String field) {
        return !field.isEmpty() && !mapping.fields().containsKey(field);
    }

    private static boolean isToBeDelivered(@Nullable FieldDecision decision) {
        return switch (decision) {
            case FieldDecision.ToHubSpot _, FieldDecision.ToDatabase _, FieldDecision.DecidedLocally _ -> true;
            case FieldDecision.InStep _, FieldDecision.Agreed _, FieldDecision.Contested _ -> false;
            case FieldDecision.Oscillating _, FieldDecision.NeedsTimes _ -> false;
            case null -> false;
        };
    }

    private void writeRows(List<Arrival> arrivals) {
        var changing = new ArrayList<Arrival>();
        var changes = new ArrayList<RowChange>();
        for (var arrival : arrivals) {
            var row = locked.rows().get(arrival.seen.rowKey());
            if (row == null) {
                continue;
            }
            var record = arrival.seen.link().record();
            var result = pushed.get(arrival.seen.link().id());
            var layout = mapping.layout();
            // Rows of tables that Linchpin did not make have no stamp that would have to move.
            var isStamped = layout.managed() && result != null && result.outcome() instanceof WriteOutcome.Written;
            var isUnnamed = layout.hubspotId() != null && !Objects.equals(row.hubspotId(), record);
            if (!arrival.rowValues.isEmpty() || isStamped || isUnnamed) {
                changing.add(arrival);
                changes.add(new RowChange.Update(
                        row.key(), Map.copyOf(arrival.rowValues), layout.managed() || isUnnamed ? record : null));
            }
        }
        var landing = new RowLanding(mapping, tx, journal, now);
        var writes = tx.write(mapping, changes);
        for (var i = 0; i < changing.size(); i++) {
            var arrival = changing.get(i);
            var outcome = landing.land(arrival.seen.claim(), arrival.rowValues, writes.get(i), record(arrival));
            outcome.written().forEach((name, stored) -> written(arrival, name, stored));
            arrival.needs(outcome.next());
        }
    }

    private void written(Arrival arrival, String name, Value stored) {
        var field = mapping.field(name);
        var reason = switch (arrival.seen.decisions().get(name)) {
            case FieldDecision.ToDatabase(var _, var why) -> why;
            case FieldDecision.DecidedLocally(var _, var _, var _, var why) -> why;
            case null, default -> Reason.HUBSPOT_CHANGED;
        };
        journal.field(
                arrival.seen.claim(),
                Side.DATABASE,
                Action.UPDATE,
                name,
                arrival.read.value(name),
                stored,
                Reasons.of(reason, field.policy()));
        if (arrival.seen.decisions().get(name) instanceof FieldDecision.DecidedLocally decided) {
            decided(arrival, name, decided);
            return;
        }
        var hubspot = arrival.hubspotValue(field);
        var hidden = arrival.seen.settlement().overwritten().get(name);
        if (hidden == null || arrival.seen.decisions().get(name) instanceof FieldDecision.Contested) {
            arrival.bases.put(name, new BasePair(stored, hubspot));
        } else if (field.type().same(hubspot, hidden.by().sent())) {
            // What an audit brings back is the row's edit of what was sent, and HubSpot has yet to get it.
            arrival.bases.put(name, new BasePair(hidden.by().sent(), hubspot));
        }
    }

    private static @Nullable HubSpotId record(Arrival arrival) {
        return arrival.seen.link().record();
    }
}
