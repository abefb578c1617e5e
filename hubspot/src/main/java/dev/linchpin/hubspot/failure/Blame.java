package dev.linchpin.hubspot.failure;

import java.util.List;
import java.util.Set;

/**
 * Which records of a batch an error points at, as far as HubSpot says.
 *
 * @param ids record ids, or values of the unique property that the batch is addressed by
 * @param traceIds {@code objectWriteTraceId}s
 * @param faults the properties at fault
 */
public record Blame(Set<String> ids, Set<String> traceIds, List<PropertyFault> faults) {
    public static final Blame NONE = new Blame(Set.of(), Set.of(), List.of());

    public Blame {
        ids = Set.copyOf(ids);
        traceIds = Set.copyOf(traceIds);
        faults = List.copyOf(faults);
    }
}
