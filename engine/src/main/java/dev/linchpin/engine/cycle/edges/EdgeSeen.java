package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.edges.EdgePlan;
import dev.linchpin.engine.edges.EdgeSight;
import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.EdgeWait;
import dev.linchpin.engine.store.Link;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One link's edges of one mapping as a look found them, and what is to be done.
 *
 * @param column what the foreign key holds; blank where there is none
 * @param kinds in which ways HubSpot has it associated with other links, of all mappings, by link
 * @param ends the links at the other ends, by id
 * @param waits what it waits for
 */
public record EdgeSeen(
        Link link,
        EdgeMapping edge,
        Value column,
        EdgeSight sight,
        EdgePlan plan,
        Map<Long, Set<AssociationKind>> kinds,
        Map<Long, Link> ends,
        List<EdgeWait> waits) {

    /** The other end as SQL names it: the key of its row. */
    Value named(Long end) {
        var link = ends.get(end);
        return link == null || link.row() == null
                ? Value.BLANK
                : Value.of(link.row().value());
    }
}
