package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.cycle.outcome.Reasons;
import dev.linchpin.engine.edges.EdgeChange;
import dev.linchpin.engine.edges.EdgePlan.Carry;
import dev.linchpin.engine.edges.EdgePlan.Contest;
import dev.linchpin.engine.hubspot.AssociationOutcome;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.EdgeRow;
import dev.linchpin.engine.store.EdgeWait;
import dev.linchpin.engine.store.Edges.EdgeRowChange;
import dev.linchpin.engine.store.Edges.EdgeRowOutcome;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transaction that ends a look at edges: acknowledgements always, then what goes into SQL, then what is left to do. */
final class EdgeLanding {
    private static final Duration WHILE_LOCKED = Duration.ofMillis(500);
    private static final Duration WHILE_AWAY = Duration.ofSeconds(2);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Transaction tx;
    private final Journal journal;
    private final Map<Long, Claim> claims;
    private final Instant now;
    private final EdgeLetters letters;
    private final Map<Long, Next> next = new HashMap<>();
    private final Map<EdgeMapping, Map<Long, List<EdgeChange>>> rebased = new HashMap<>();

    EdgeLanding(
            Environment environment, ObjectMapping mapping, Transaction tx, Journal journal, Map<Long, Claim> claims) {
        this.environment = environment;
        this.mapping = mapping;
        this.tx = tx;
        this.journal = journal;
        this.claims = claims;
        this.now = environment.now();
        this.letters = new EdgeLetters(tx, journal, now);
    }

    /**
     * What each link needs next, by link id.
     *
     * @param complete whether all edges were looked at
     */
    Map<Long, Next> land(List<EdgeSeen> seen, List<EdgePush.Sent> sent, boolean complete) {
        claims.keySet().forEach(link -> next.put(link, new Next.Done()));
        sent.forEach(this::acknowledge);
        seen.forEach(one -> rebase(one, one.plan().agreed()));
        var ends = tx.links(seen.stream()
                .flatMap(one -> one.ends().keySet().stream())
                .distinct()
                .toList());
        writeColumns(seen, ends);
        writeTables(seen, ends);
        seen.forEach(one -> {
            contest(one);
            letters.store(one, claim(one));
        });
        rebased.forEach((edge, changes) -> tx.edges().rebase(edge, changes));
        park(seen);
        tx.edges()
                .looked(seen.stream()
                        .map(EdgeSeen::link)
                        .distinct()
                        .filter(link ->
                                complete && next.get(link.id()) instanceof Next.Done && tx.isUnmarked(claim(link)))
                        .map(Link::id)
                        .toList());
        return next;
    }

    private Claim claim(EdgeSeen seen) {
        return claim(seen.link());
    }

    private Claim claim(Link link) {
        return Objects.requireNonNull(claims.get(link.id()));
    }

    private void needs(EdgeSeen seen, Next other) {
        next.merge(seen.link().id(), other, Next::and);
    }

    private void rebase(EdgeSeen seen, Collection<EdgeChange> changes) {
        if (!changes.isEmpty()) {
            rebased.computeIfAbsent(seen.edge(), _ -> new HashMap<>())
                    .computeIfAbsent(seen.link().id(), _ -> new ArrayList<>())
                    .addAll(changes);
        }
    }

    // --- HubSpot's side -------------------------------------------------------------------------------------------

    private void acknowledge(EdgePush.Sent sent) {
        var seen = sent.seen();
        switch (sent.outcome()) {
            case AssociationOutcome.Written() -> {
                rebase(seen, sent.carry().base());
                record(seen, Side.HUBSPOT, sent.carry());
                if (!seen.edge().isColumn()) {
                    // What HubSpot makes of it besides (the plain kind, a former primary one) belongs into the table
                    // too.
                    needs(seen, new Next.AtOnce());
                }
            }
            case AssociationOutcome.Refused(var message) -> letters.refused(seen, Side.HUBSPOT, sent.carry(), message);
            case AssociationOutcome.Uncertain(var _, var mayStillArrive) ->
                needs(seen, new Next.Later(mayStillArrive ? environment.attemptDeadline() : now.plus(WHILE_AWAY)));
        }
    }

    private void record(EdgeSeen seen, Side side, Carry carry) {
        var reason = Reasons.of(carry.reason(), seen.edge().policy());
        for (var write : carry.writes()) {
            var end = text(seen, write);
            journal.field(
                    claim(seen),
                    side,
                    Action.UPDATE,
                    seen.edge().name(),
                    write.present() ? Value.BLANK : end,
                    write.present() ? end : Value.BLANK,
                    reason);
        }
        var lost = carry.lost();
        if (lost != null && carry.reason() == Reason.POLICY) {
            journal.field(claim(seen), side, Action.LOST, seen.edge().name(), seen.named(lost), Value.BLANK, reason);
        }
    }

    private static Value text(EdgeSeen seen, EdgeChange change) {
        var key = seen.named(change.edge().to()).text();
        var kind = change.edge().kind();
        return Value.of(seen.edge().isColumn() || kind.isEmpty() ? key : key + " (" + kind + ")");
    }

    // --- SQL's side -----------------------------------------------------------------------------------------------

    private record ColumnWrite(EdgeSeen seen, Carry carry, RowChange.Update change) {}

    private void writeColumns(List<EdgeSeen> seen, Map<Long, Link> ends) {
        var wanted = seen.stream()
                .filter(one -> one.edge().isColumn() && !one.plan().toDatabase().isEmpty())
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        var locked = tx.lockRows(
                mapping,
                wanted.stream()
                        .map(one -> Objects.requireNonNull(one.link().row()))
                        .distinct()
                        .toList());
        var writes = new ArrayList<ColumnWrite>();
        for (var one : wanted) {
            for (var carry : one.plan().toDatabase()) {
                if (!EdgeLetters.isHeldBack(one, carry, claim(one))) {
                    columnWrite(one, carry, locked, ends).ifPresent(writes::add);
                }
            }
        }
        var outcomes = tx.write(
                mapping, writes.stream().<RowChange>map(ColumnWrite::change).toList());
        for (var i = 0; i < writes.size(); i++) {
            var write = writes.get(i);
            switch (outcomes.get(i)) {
                case RowWrite.Written _ -> written(write.seen(), write.carry());
                case RowWrite.Refused(var message) ->
                    letters.refused(write.seen(), Side.DATABASE, write.carry(), message);
            }
        }
    }

    private Optional<ColumnWrite> columnWrite(EdgeSeen seen, Carry carry, LockedRows locked, Map<Long, Link> ends) {
        var key = Objects.requireNonNull(seen.link().row());
        var row = locked.rows().get(key);
        if (row == null) {
            needs(seen, locked.busy().contains(key) ? new Next.Later(now.plus(WHILE_LOCKED)) : new Next.AtOnce());
            return Optional.empty();
        }
        var added = carry.writes().stream().filter(EdgeChange::present).findFirst();
        var end = added.map(change -> ends.get(change.edge().to()));
        var moved = added.isPresent() && (end.isEmpty() || end.get().row() == null);
        if (moved || !row.value(seen.edge().name()).equals(seen.column())) {
            needs(seen, new Next.AtOnce());
            return Optional.empty();
        }
        var value = end.map(link -> Value.of(Objects.requireNonNull(link.row()).value()))
                .orElse(Value.BLANK);
        return Optional.of(new ColumnWrite(
                seen,
                carry,
                new RowChange.Update(
                        key, Map.of(seen.edge().name(), value), seen.link().record())));
    }

    private void written(EdgeSeen seen, Carry carry) {
        rebase(seen, carry.base());
        record(seen, Side.DATABASE, carry);
    }

    private void writeTables(List<EdgeSeen> seen, Map<Long, Link> ends) {
        for (var edge : mapping.edges()) {
            if (!edge.isColumn()) {
                writeTable(
                        edge,
                        seen.stream().filter(one -> one.edge().equals(edge)).toList(),
                        ends);
            }
        }
    }

    private record TableWrite(EdgeSeen seen, Carry carry, List<EdgeRowChange> changes) {}

    private void writeTable(EdgeMapping edge, List<EdgeSeen> seen, Map<Long, Link> ends) {
        var writes = new ArrayList<TableWrite>();
        for (var one : seen) {
            for (var carry : one.plan().toDatabase()) {
                if (!EdgeLetters.isHeldBack(one, carry, claim(one))) {
                    var changes = tableChanges(one, carry, ends);
                    if (changes.size() == carry.writes().size()) {
                        writes.add(new TableWrite(one, carry, changes));
                    } else {
                        needs(one, new Next.AtOnce());
                    }
                }
            }
        }
        if (writes.isEmpty()) {
            return;
        }
        var all = writes.stream().flatMap(write -> write.changes().stream()).toList();
        var outcomes = tx.edges().write(mapping, edge, all).iterator();
        for (var write : writes) {
            var refused = "";
            for (var _ : write.changes()) {
                if (outcomes.next() instanceof EdgeRowOutcome.Refused(var message)) {
                    refused = message;
                }
            }
            if (refused.isEmpty()) {
                written(write.seen(), write.carry());
            } else {
                letters.refused(write.seen(), Side.DATABASE, write.carry(), refused);
            }
        }
    }

    private static List<EdgeRowChange> tableChanges(EdgeSeen seen, Carry carry, Map<Long, Link> ends) {
        var from = Objects.requireNonNull(seen.link().row());
        var changes = new ArrayList<EdgeRowChange>();
        for (var write : carry.writes()) {
            var end = ends.get(write.edge().to());
            if (end != null && end.row() != null) {
                RowKey to = end.row();
                changes.add(new EdgeRowChange(from, new EdgeRow(to, write.edge().kind()), write.present()));
            }
        }
        return changes;
    }

    // --- what is left ---------------------------------------------------------------------------------------------

    private void contest(EdgeSeen seen) {
        var open = claim(seen).conflicts().stream()
                .filter(conflict -> conflict.field().equals(seen.edge().name()))
                .findFirst();
        var contest = seen.plan().contests().stream().findFirst();
        if (contest.isEmpty()) {
            open.ifPresent(over -> journal.agree(tx, mapping.type(), List.of(over)));
            return;
        }
        var conflict = conflict(seen, contest.get(), now);
        var known = open.isPresent()
                && open.get().local().equals(conflict.local())
                && open.get().hubspot().equals(conflict.hubspot());
        if (known) {
            return;
        }
        tx.open(conflict);
        if (open.isEmpty()) {
            journal.field(
                    claim(seen),
                    Side.HUBSPOT,
                    Action.CONFLICT,
                    seen.edge().name(),
                    conflict.local(),
                    conflict.hubspot(),
                    conflict.detail());
            journal.event(
                    new EngineEvent.ConflictOpened(mapping.type(), seen.edge().name()));
        }
    }

    static Conflict conflict(EdgeSeen seen, Contest contest, Instant now) {
        return new Conflict(
                0,
                seen.link().id(),
                Conflict.Kind.BOTH_CHANGED,
                seen.edge().name(),
                name(seen, contest.base()),
                name(seen, contest.local()),
                name(seen, contest.hubspot()),
                1,
                now,
                "Both sides changed which of the " + seen.edge().to() + " this is; named by the keys of their rows");
    }

    private static Value name(EdgeSeen seen, @Nullable Long end) {
        return end == null ? Value.BLANK : seen.named(end);
    }

    private void park(List<EdgeSeen> seen) {
        var waits = new HashMap<Long, List<EdgeWait>>();
        for (var one : seen) {
            waits.computeIfAbsent(one.link().id(), _ -> new ArrayList<>()).addAll(one.waits());
        }
        tx.edges().park(waits).forEach(link -> next.merge(link, new Next.AtOnce(), Next::and));
    }
}
