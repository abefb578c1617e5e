package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.hubspot.failure.Blame;
import java.util.Map;
import java.util.Objects;

/**
 * One record of a batch write.
 *
 * @param index its place among the records that the caller gave
 * @param key its id, or its value of the property that the batch is addressed by
 */
record WriteInput(int index, String key, Map<String, String> properties) {
    /** HubSpot repeats it in results and errors, where it feels like it. Unique within the caller's batch. */
    String traceId() {
        return Integer.toString(index);
    }

    /** Whether HubSpot says for certain that it is this one. */
    boolean isNamedBy(Blame blame) {
        return blame.traceIds().contains(traceId())
                || blame.ids().stream().anyMatch(key::equalsIgnoreCase)
                || blame.faults().stream()
                        .anyMatch(fault -> fault.isForAnyValue() && properties.containsKey(fault.property()));
    }

    /** Whether the record holds just what was sent. */
    boolean isStoredAs(HubSpotRecord record) {
        return properties.entrySet().stream()
                .allMatch(
                        sent -> sent.getValue().equals(Objects.requireNonNullElse(record.property(sent.getKey()), "")));
    }

    boolean carries(String property) {
        return properties.containsKey(property);
    }

    /** How much of the sentence this record's value of the property explains, in characters; 0 when it is not in it. */
    int quotedIn(String sentence, String property) {
        var value = properties.getOrDefault(property, "");
        return sentence.contains(value) ? value.length() : 0;
    }
}
