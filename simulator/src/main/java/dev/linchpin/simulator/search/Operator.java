package dev.linchpin.simulator.search;

/** How a filter compares (HubSpot docs, "Search the CRM"). */
public enum Operator {
    /** Equal. */
    EQ,
    /** Not equal. */
    NEQ,
    /** Less. */
    LT,
    /** Less or equal. */
    LTE,
    /** Greater. */
    GT,
    /** Greater or equal. */
    GTE,
    /** Between {@code value} and {@code highValue}, both included. */
    BETWEEN,
    /** One of. */
    IN,
    /** None of. */
    NOT_IN,
    /** Has a value. */
    HAS_PROPERTY,
    /** Has no value. */
    NOT_HAS_PROPERTY,
    /** Contains a word; {@code *} stands for any characters. */
    CONTAINS_TOKEN,
    /** Does not contain a word. */
    NOT_CONTAINS_TOKEN;

    /** Whether what matches lies between two ends. */
    boolean comparesWithNumber() {
        return switch (this) {
            case EQ, LT, LTE, GT, GTE, BETWEEN -> true;
            case NEQ, IN, NOT_IN, HAS_PROPERTY, NOT_HAS_PROPERTY, CONTAINS_TOKEN, NOT_CONTAINS_TOKEN -> false;
        };
    }
}
