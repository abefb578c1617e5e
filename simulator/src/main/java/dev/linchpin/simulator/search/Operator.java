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
    NOT_CONTAINS_TOKEN
}
