package dev.linchpin.simulator.crm.definitions;

/** One choice of an enumeration: the value is stored, the label shown. */
public record PropertyOption(String value, String label, int displayOrder, boolean hidden, String description) {

    /** One without a description. */
    public PropertyOption(String value, String label, int displayOrder, boolean hidden) {
        this(value, label, displayOrder, hidden, "");
    }
}
