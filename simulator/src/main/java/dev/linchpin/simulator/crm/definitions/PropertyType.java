package dev.linchpin.simulator.crm.definitions;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of value a property holds; every value travels as a string. */
public enum PropertyType {
    /** Any text. */
    STRING,
    /** A decimal number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOL,
    /** A day, without a time zone. */
    DATE,
    /** An instant. */
    DATETIME,
    /** One of the options, or several in a multi-checkbox. */
    ENUMERATION,
    /** A phone number, kept as written. */
    PHONE_NUMBER;

    /** The name in HubSpot's API. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with that name in HubSpot's API. */
    public static Optional<PropertyType> of(String apiName) {
        return Stream.of(values())
                .filter(type -> type.apiName().equals(apiName))
                .findFirst();
    }
}
