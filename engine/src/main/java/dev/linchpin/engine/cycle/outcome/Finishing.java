package dev.linchpin.engine.cycle.outcome;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Gives claims back to the queue. A link that failed too often becomes a dead letter instead of being tried for ever. */
public final class Finishing {
    private final Environment environment;
    private final boolean withEdges;

    /** For the last step of a cycle. */
    public Finishing(Environment environment) {
        this(environment, false);
    }

    /** For a step that the links' edges may follow. */
    public Finishing(Environment environment, ObjectMapping mapping) {
        this(environment, !mapping.edges().isEmpty());
    }

    private Finishing(Environment environment, boolean withEdges) {
        this.environment = environment;
        this.withEdges = withEdges;
    }

    /**
     * Gives the claims back, but for those of links whose edges are due: they stay claimed, so that nobody else takes what is
     * marked meanwhile for done with.
     *
     * @param results by link id; claims without one are done
     */
    public void finish(Transaction tx, Collection<Claim> claims, Map<Long, Next> results, Journal journal) {
        var dispositions = new ArrayList<Disposition>();
        var edgesDue = edgesDue(tx, claims, results);
        journal.edgesDue(edgesDue);
        for (var claim : claims) {
            var link = claim.link();
            var next = results.getOrDefault(link.id(), new Next.Done());
            if (next instanceof Next.Failure(var reason, var _)
                    && claim.failures() + 1 >= environment.settings().maxFailures()) {
                tx.bury(new DeadLetter(0, link.id(), "", Side.HUBSPOT, Value.BLANK, reason, environment.now(), false));
                journal.record(link, claim.cause(), Side.HUBSPOT, Action.REFUSED, reason);
                journal.event(new EngineEvent.DeadLetterBuried(link.type(), ""));
                next = new Next.Done();
            }
            if (edgesDue.contains(link.id())) {
                continue;
            }
            dispositions.add(next.disposition(environment, claim));
        }
        tx.journal(journal.entries());
        tx.finish(dispositions);
    }

    /** Links that are settled but for their edges. */
    private Set<Long> edgesDue(Transaction tx, Collection<Claim> claims, Map<Long, Next> results) {
        return withEdges
                ? tx.edges()
                        .due(claims.stream()
                                .map(claim -> claim.link().id())
                                .filter(id -> results.getOrDefault(id, new Next.Done()) instanceof Next.Done)
                                .toList())
                : Set.of();
    }
}
