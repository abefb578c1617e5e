package dev.linchpin.engine.model;

/** What happens to a field that both sides changed, to different values, since they last agreed. */
public enum Policy {
    /** Freezes the field and asks a person. */
    MANUAL,
    HUBSPOT_WINS,
    DATABASE_WINS,
    /** The later edit wins; undecided (within the clock skew, or a time is unknown) it is as {@link #MANUAL}. */
    LATEST_WINS
}
