package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.edges.EdgeLinks;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks at every link's edges again, little by little: HubSpot does not count an association as a modification, so no poll
 * finds one, and its events are lost like any other. A thousand links cost one call; only those that differ are marked. It
 * also finds what still waits for another record although that is linked by now.
 */
public final class EdgeSweep implements Loop {
    /** HubSpot's bound on the records of one read of associations. */
    private static final int PORTION = 1_000;

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final EdgeLinks edgeLinks;
    /** Up to which link those that were never looked at have been marked; all of them once it is past the last. */
    private long markedUpTo;

    /** @param mappings of all types, as they are now */
    public EdgeSweep(
            Environment environment, ObjectMapping mapping, Supplier<Map<ObjectType, ObjectMapping>> mappings) {
        this.environment = environment;
        this.mapping = mapping;
        this.edgeLinks = new EdgeLinks(environment, mapping, mappings);
    }

    @Override
    public String name() {
        return "edge sweep " + mapping.type();
    }

    @Override
    public Duration step() {
        return markedUpTo == Long.MAX_VALUE ? again() : never();
    }

    /** Edges that were mapped after their records had been linked; whatever is linked later is looked at by itself. */
    private Duration never() {
        var found = environment.store().inTransaction(tx -> {
            var links = tx.edges().neverLooked(mapping.type(), markedUpTo, PORTION);
            tx.edges().mark(marks(links, Cause.LOAD));
            return links;
        });
        markedUpTo = found.size() < PORTION ? Long.MAX_VALUE : found.getLast();
        tellOf(found);
        return Duration.ZERO;
    }

    private Duration again() {
        var before = environment.now().minus(environment.settings().feeds().edgesEvery());
        var links = environment
                .store()
                .inTransaction(tx -> tx.links(tx.edges().lookedBefore(mapping.type(), before, PORTION)));
        if (links.isEmpty()) {
            return IDLE;
        }
        var whole = links.values().stream().filter(link -> link.isWhole()).toList();
        var differing = edgeLinks.differing(whole, Lane.BACKGROUND);
        var inStep = new ArrayList<>(links.keySet());
        inStep.removeAll(differing);
        environment.store().inTransaction(tx -> {
            tx.edges().seenInStep(inStep);
            tx.edges().mark(marks(differing, Cause.RECONCILIATION));
            return true;
        });
        tellOf(differing);
        return links.size() < PORTION ? IDLE : Duration.ZERO;
    }

    private static List<Mark.OfLink> marks(Collection<Long> links, Cause cause) {
        return links.stream().map(link -> new Mark.OfLink(link, cause)).toList();
    }

    private void tellOf(Collection<Long> marked) {
        if (!marked.isEmpty()) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
    }
}
