package dev.linchpin.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A field's value in the canonical text of its {@link FieldType}: two values of one side are the same iff their texts are.
 * HubSpot does not tell an empty string from an absent value, so neither does Linchpin: both are {@link #BLANK}.
 */
public record Value(String text) {
    public static final Value BLANK = new Value("");

    public static Value of(@Nullable String text) {
        return text == null || text.isEmpty() ? BLANK : new Value(text);
    }

    public boolean isBlank() {
        return text.isEmpty();
    }

    /** Personal data stays out of logs: only the length is told. */
    @Override
    public String toString() {
        return isBlank() ? "Value[blank]" : "Value[" + text.length() + " characters]";
    }
}
