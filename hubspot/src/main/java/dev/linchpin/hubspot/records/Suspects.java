package dev.linchpin.hubspot.records;

import dev.linchpin.hubspot.failure.PropertyFault;
import java.util.LinkedHashSet;
import java.util.List;

/** Guesses which records of a batch HubSpot complains about, when it names properties and values but no records. */
final class Suspects {
    private Suspects() {}

    /**
     * Those whose value the sentence quotes at most length, or all that write to the property when it quotes none. Never
     * certain: the suspects are to be sent on their own, so that HubSpot confirms or clears them.
     */
    static List<WriteInput> among(List<WriteInput> inputs, List<PropertyFault> faults) {
        var suspects = new LinkedHashSet<WriteInput>();
        for (var fault : faults) {
            var carriers = inputs.stream()
                    .filter(input -> input.carries(fault.property()))
                    .toList();
            var complaint = complaint(fault);
            var longest = carriers.stream()
                    .mapToInt(input -> input.quotedIn(complaint, fault.property()))
                    .max()
                    .orElse(0);
            carriers.stream()
                    .filter(input -> input.quotedIn(complaint, fault.property()) == longest)
                    .forEach(suspects::add);
        }
        return List.copyOf(suspects);
    }

    /** "X was not one of the allowed options: [...]" goes on to list the values of the innocent. */
    private static String complaint(PropertyFault fault) {
        var options = fault.message().indexOf("allowed options");
        return options < 0 ? fault.message() : fault.message().substring(0, options);
    }
}
