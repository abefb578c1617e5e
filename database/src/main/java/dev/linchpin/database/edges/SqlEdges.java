package dev.linchpin.database.edges;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.edges.Edge;
import dev.linchpin.engine.edges.EdgeChange;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.EdgeRow;
import dev.linchpin.engine.store.EdgeWait;
import dev.linchpin.engine.store.Edges;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The edges within one transaction. */
public final class SqlEdges implements Edges {
    private final Session session;
    private final Consumer<Collection<? extends Mark>> marking;
    private final EdgeLooks looks;
    private final EdgeBases bases;
    private final EdgeWaits waits;

    /** @param marking adds to the sync queue */
    public SqlEdges(Session session, Instant now, Consumer<Collection<? extends Mark>> marking) {
        this.session = session;
        this.marking = marking;
        this.looks = new EdgeLooks(session, now);
        this.bases = new EdgeBases(session);
        this.waits = new EdgeWaits(session, now);
    }

    @Override
    public void mark(Collection<? extends Mark> marks) {
        if (!marks.isEmpty()) {
            marking.accept(marks);
            looks.due(marks);
        }
    }

    @Override
    public void markNeighbours(Collection<Long> links, Cause cause) {
        mark(bases.neighbours(links).stream()
                .map(id -> new Mark.OfLink(id, cause))
                .toList());
    }

    @Override
    public Set<Long> due(Collection<Long> links) {
        return looks.dueAmong(links);
    }

    @Override
    public void looked(Collection<Long> links) {
        looks.looked(links);
        waits.forgetReturned(links);
    }

    @Override
    public List<Long> lookedBefore(ObjectType type, Instant before, int limit) {
        return looks.lookedBefore(type, before, limit);
    }

    @Override
    public List<Long> neverLooked(ObjectType type, long after, int limit) {
        return looks.neverLooked(type, after, limit);
    }

    @Override
    public void seenInStep(Collection<Long> links) {
        looks.seenInStep(links);
    }

    @Override
    public Map<Long, Set<Edge>> bases(EdgeMapping edge, Collection<Long> links) {
        return bases.of(edge.name(), links);
    }

    @Override
    public void rebase(EdgeMapping edge, Map<Long, ? extends Collection<EdgeChange>> changes) {
        bases.move(edge.name(), changes);
    }

    @Override
    public Map<RowKey, Set<EdgeRow>> rows(ObjectMapping mapping, EdgeMapping edge, Collection<RowKey> keys) {
        return new EdgeTable(session, mapping, edge).rows(keys);
    }

    @Override
    public List<EdgeRowOutcome> write(ObjectMapping mapping, EdgeMapping edge, List<EdgeRowChange> changes) {
        return new EdgeTable(session, mapping, edge).write(changes);
    }

    @Override
    public Map<Long, Map<RowKey, HubSpotId>> ended(EdgeMapping edge, Collection<Long> links) {
        return waits.ended(edge.name(), links);
    }

    @Override
    public Set<Long> park(Map<Long, ? extends Collection<EdgeWait>> waiting) {
        return waits.store(waiting);
    }

    /** What led to this link waits for its row or its record to be linked again. To be told before the link ends. */
    public void ends(Link link) {
        waits.waitForReturn(link);
    }

    /** Has the edges looked at that waited for one of these links, as far as they are whole now. */
    public void release(Collection<Link> links) {
        var released = waits.waitingFor(links);
        mark(released.stream().map(id -> new Mark.OfLink(id, Cause.RETRY)).toList());
    }
}
