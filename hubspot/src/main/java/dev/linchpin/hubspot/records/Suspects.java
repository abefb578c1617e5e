package dev.linchpin.hubspot.records;

import dev.linchpin.hubspot.failure.PropertyFault;
import java.util.LinkedHashSet;
import java.util.List;

/** Guesses which records of a batch HubSpot complains about, when it names properties and values but no records. */
final class Suspects {
    private Suspects() {}

    /** Never certain: the suspects are to be sent on their own, so that HubSpot confirms or clears them. */
    static List<WriteInput> among(List<WriteInput> inputs, List<PropertyFault> faults) {
        var suspects = new LinkedHashSet<WriteInput>();
        for (var fault : faults) {
            var quoted = inputs.stream()
                    .filter(input -> input.isQuoted(fault.property(), fault.message()))
                    .toList();
            suspects.addAll(
                    quoted.isEmpty()
                            ? inputs.stream()
                                    .filter(input -> input.carries(fault.property()))
                                    .toList()
                            : quoted);
        }
        return List.copyOf(suspects);
    }
}
