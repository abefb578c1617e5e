package dev.linchpin.engine.cycle.outcome;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.JournalEntry;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Gathers the journal entries of one transaction, and the events to tell once it has committed. */
public final class Journal {
    private static final String AGREED = "agreed";

    private final Instant now;
    private final List<JournalEntry> entries = new ArrayList<>();

    private final List<EngineEvent> events = new ArrayList<>();
    private Set<Long> edgesDue = Set.of();

    public Journal(Instant now) {
        this.now = now;
    }

    public void event(EngineEvent event) {
        events.add(event);
    }

    /** Closes conflicts that are over by themselves, and tells of it. */
    public void agree(Transaction tx, ObjectType type, Collection<Conflict> conflicts) {
        tx.closeConflicts(conflicts, AGREED);
        conflicts.forEach(conflict -> event(new EngineEvent.ConflictClosed(type, conflict.field(), AGREED)));
    }

    /** Removes dead letters that are over, and tells of it. */
    public void heal(Transaction tx, ObjectType type, Collection<DeadLetter> letters) {
        tx.heal(letters);
        letters.forEach(letter -> event(new EngineEvent.DeadLetterClosed(type, letter.field())));
    }

    public List<EngineEvent> events() {
        return events;
    }

    /** Links whose edges are to be looked at next. */
    public void edgesDue(Set<Long> links) {
        edgesDue = links;
    }

    public Set<Long> edgesDue() {
        return edgesDue;
    }

    public List<JournalEntry> entries() {
        return entries;
    }

    /** About one field. */
    public void field(Claim claim, Side side, Action action, String field, Value before, Value after, String decision) {
        add(claim.link(), claim.cause(), side, action, field, before, after, decision);
    }

    /** All that was kept about the record was erased; this is the only entry that stays. */
    public void erased(ObjectType type, HubSpotId record) {
        entries.add(new JournalEntry(
                now,
                type,
                0,
                null,
                record,
                Side.HUBSPOT,
                Action.ERASE,
                "",
                Value.BLANK,
                Value.BLANK,
                Cause.RECONCILIATION,
                "gone from HubSpot; everything about it was removed here"));
    }

    /** A conflict was opened, about a field or the whole record. */
    public void conflict(Link link, Cause cause, Conflict conflict) {
        add(
                link,
                cause,
                Side.HUBSPOT,
                Action.CONFLICT,
                conflict.field(),
                conflict.local(),
                conflict.hubspot(),
                conflict.detail());
    }

    /** About the whole record. */
    public void record(Link link, Cause cause, Side side, Action action, String decision) {
        add(link, cause, side, action, "", Value.BLANK, Value.BLANK, decision);
    }

    private void add(
            Link link,
            Cause cause,
            Side side,
            Action action,
            String field,
            Value before,
            Value after,
            String decision) {
        entries.add(new JournalEntry(
                now,
                link.type(),
                link.id(),
                link.row(),
                link.record(),
                side,
                action,
                field,
                before,
                after,
                cause,
                decision));
    }
}
