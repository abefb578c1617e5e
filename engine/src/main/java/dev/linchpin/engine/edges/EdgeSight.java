package dev.linchpin.engine.edges;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is seen of one link's edges of one mapping.
 *
 * @param base those that both sides last agreed on
 * @param local those in SQL whose other end is linked
 * @param hubspot those in HubSpot whose other end is linked
 * @param localDoubts other ends of which it says nothing that SQL lacks them: their row is gone, or is not to be found
 * @param hubspotDoubts other ends of which it says nothing that HubSpot lacks them: one of the two records is not live
 * @param localUnknown kinds in which SQL names something that is not linked (yet)
 * @param hubspotUnknown kinds in which HubSpot names something that is not linked (yet)
 */
public record EdgeSight(
        Set<Edge> base,
        Set<Edge> local,
        Set<Edge> hubspot,
        Set<Long> localDoubts,
        Set<Long> hubspotDoubts,
        Set<String> localUnknown,
        Set<String> hubspotUnknown) {
    public EdgeSight {
        base = Collections.unmodifiableSet(new LinkedHashSet<>(base));
        local = Collections.unmodifiableSet(new LinkedHashSet<>(local));
        hubspot = Collections.unmodifiableSet(new LinkedHashSet<>(hubspot));
        localDoubts = Collections.unmodifiableSet(new LinkedHashSet<>(localDoubts));
        hubspotDoubts = Collections.unmodifiableSet(new LinkedHashSet<>(hubspotDoubts));
        localUnknown = Collections.unmodifiableSet(new LinkedHashSet<>(localUnknown));
        hubspotUnknown = Collections.unmodifiableSet(new LinkedHashSet<>(hubspotUnknown));
    }
}
