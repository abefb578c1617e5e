package dev.linchpin.engine.store;

import dev.linchpin.engine.edges.Edge;
import dev.linchpin.engine.edges.EdgeChange;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The edges within one {@link Transaction}: their bases, the tables that hold them, which links are to be looked at, and what
 * waits for another record. A link's edges are those that lead from it. As with a transaction, of no use once that has ended.
 */
public interface Edges {
    // --- which links to look at ------------------------------------------------------------------------------------

    /** Marks, and has the edges of these links looked at too. */
    void mark(Collection<? extends Mark> marks);

    /** Has the edges that lead to these links looked at, because their records are no longer what they were. */
    void markNeighbours(Collection<Long> links, Cause cause);

    /** Those of these links that are whole and whose edges are to be looked at: marked, or never looked at before. */
    Set<Long> due(Collection<Long> links);

    /** The edges of these links have been looked at. */
    void looked(Collection<Long> links);

    /** Links of the type whose edges were last looked at before then, the longest ago first. */
    List<Long> lookedBefore(ObjectType type, Instant before, int limit);

    /** Whole links of the type whose edges were never looked at, in the order of their numbers after {@code after}. */
    List<Long> neverLooked(ObjectType type, long after, int limit);

    /** The edges of these links are in step, as somebody saw who had not claimed them: those marked since stay so. */
    void seenInStep(Collection<Long> links);

    // --- bases -----------------------------------------------------------------------------------------------------

    /** What both sides last agreed on, by link; links without edges are absent. Edges end with either link. */
    Map<Long, Set<Edge>> bases(EdgeMapping edge, Collection<Long> links);

    /** Moves bases; those that name a link which has ended are left out. */
    void rebase(EdgeMapping edge, Map<Long, ? extends Collection<EdgeChange>> changes);

    // --- tables ----------------------------------------------------------------------------------------------------

    /** What an edge's table says about these rows; rows without edges are absent. */
    Map<RowKey, Set<EdgeRow>> rows(ObjectMapping mapping, EdgeMapping edge, Collection<RowKey> keys);

    /**
     * Adds and removes rows of an edge's table, as far as they are not there or gone already, and answers what became of
     * each in the same order. The capture's entries of exactly these writes are taken back.
     */
    List<EdgeRowOutcome> write(ObjectMapping mapping, EdgeMapping edge, List<EdgeRowChange> changes);

    /** @param present whether it comes or goes */
    record EdgeRowChange(RowKey from, EdgeRow row, boolean present) {}

    /** What became of one {@link EdgeRowChange}. */
    sealed interface EdgeRowOutcome {
        record Written() implements EdgeRowOutcome {}

        /** The database refused it; nothing of it was stored, the transaction goes on. */
        record Refused(String message) implements EdgeRowOutcome {}
    }

    /**
     * Keys of rows that ended together with the link that an edge led to, and the records they stood for, by the link that
     * the edge led from. Known until those records are linked to other rows and the edges have been looked at.
     */
    Map<Long, Map<RowKey, HubSpotId>> ended(EdgeMapping edge, Collection<Long> links);

    // --- waiting ---------------------------------------------------------------------------------------------------

    /**
     * Stores what these links wait for, in place of what they waited for before. Each is released, by a mark, in the very
     * transaction in which what it waits for is linked. Answers the links of which something has been linked meanwhile:
     * they do not wait, and are to be looked at again.
     */
    Set<Long> park(Map<Long, ? extends Collection<EdgeWait>> waits);
}
