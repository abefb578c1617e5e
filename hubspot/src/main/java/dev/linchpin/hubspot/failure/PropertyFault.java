package dev.linchpin.hubspot.failure;

/**
 * What HubSpot holds against one property of a write.
 *
 * @param property its name; empty when HubSpot did not say
 * @param code HubSpot's word for the rule ({@code INVALID_OPTION}); empty when it gave none
 * @param message HubSpot's sentence for people; may quote the value
 */
public record PropertyFault(String property, String code, String message) {
    /** Whether the property itself is the fault, so that every record that writes to it is refused, whatever the value. */
    public boolean isForAnyValue() {
        return code.equals("PROPERTY_DOESNT_EXIST") || code.equals("READ_ONLY_VALUE");
    }
}
