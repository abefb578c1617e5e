package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.edges.Edge;
import dev.linchpin.engine.edges.EdgeChange;
import dev.linchpin.engine.edges.EdgePlan.Contest;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One decision about an edge of which each side names another record. It only moves the base, so that the next look finds
 * one side changed and carries it.
 *
 * @param seen the edge as both sides show it now; empty when the row or the record is gone
 */
public record EdgeResolving(
        Transaction tx, Journal journal, Claim claim, Conflict conflict, EdgeMapping edge, Optional<EdgeSeen> seen) {

    public Verdict resolve(Choice choice) {
        var contest = seen.flatMap(one -> one.plan().contests().stream().findFirst());
        if (contest.isEmpty()) {
            return new Verdict.Unsuitable(
                    "The two sides no longer name different records; the conflict closes by itself");
        }
        var current = EdgeLanding.conflict(seen.orElseThrow(), contest.get(), conflict.openedAt());
        if (!current.local().equals(conflict.local()) || !current.hubspot().equals(conflict.hubspot())) {
            tx.open(current);
            return new Verdict.Moved(tx.conflict(conflict.id()).orElse(current));
        }
        return switch (choice) {
            case Choice.ThirdValue _, Choice.LinkedWithRecord _, Choice.LinkedWithRow _, Choice.KeptApart _ ->
                new Verdict.Unsuitable(
                        "An association is settled for the database or for HubSpot; to name a third record,"
                                + " settle it and then set the column");
            case Choice.HubSpotHolds() ->
                settled(contest.get(), contest.get().local(), "hubspot", conflict.local(), conflict.hubspot());
            case Choice.DatabaseHolds() ->
                settled(contest.get(), contest.get().hubspot(), "database", conflict.hubspot(), conflict.local());
        };
    }

    private Verdict settled(Contest contest, @Nullable Long base, String resolution, Value lost, Value held) {
        var moves = new ArrayList<EdgeChange>();
        if (contest.base() != null) {
            moves.add(new EdgeChange(new Edge(contest.base(), contest.kind()), false));
        }
        if (base != null) {
            moves.add(new EdgeChange(new Edge(base, contest.kind()), true));
        }
        tx.edges().rebase(edge, Map.of(claim.link().id(), moves));
        tx.edges().mark(List.of(new Mark.OfLink(claim.link().id(), Cause.PERSON)));
        tx.closeConflicts(List.of(conflict), resolution);
        journal.field(
                claim, Side.HUBSPOT, Action.RESOLVED, edge.name(), lost, held, "settled by a person: " + resolution);
        journal.event(new EngineEvent.ConflictClosed(claim.link().type(), edge.name(), resolution));
        return new Verdict.Accepted();
    }
}
