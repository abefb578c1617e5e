package dev.linchpin.engine.model;

/**
 * What happens to a field that both sides changed, to different values, since they last agreed; two policies ask for more
 * than that. A field that flows one way asks none.
 */
public enum Policy {
    /** Freezes the field and asks a person. */
    MANUAL,
    HUBSPOT_WINS,
    DATABASE_WINS,
    /** The later edit wins; undecided (within the clock skew, or a time is unknown) it is as {@link #MANUAL}. */
    LATEST_WINS,
    /** Both sides' additions and removals are carried out on the set of options that they last agreed on. */
    MERGE,
    /** The greater number or the later moment. */
    MAX,
    /** The smaller number or the earlier moment. */
    MIN,
    /** Both sides' increases and decreases count, even where both changed to the same number. */
    SUM,
    /** The option that is further along wins, and a change of one side alone is put back if it goes backward. */
    FORWARD_ONLY;

    /** Whether it can decide between values of this type. */
    public boolean fits(FieldType type) {
        return switch (this) {
            case MANUAL, HUBSPOT_WINS, DATABASE_WINS, LATEST_WINS -> true;
            case MERGE -> type == FieldType.OPTION_SET;
            case MAX, MIN -> type == FieldType.NUMBER || type == FieldType.DATE || type == FieldType.DATETIME;
            case SUM -> type == FieldType.NUMBER;
            case FORWARD_ONLY -> type == FieldType.ENUMERATION;
        };
    }

    /** Whether it weighs what the two sides hold, so that it has nothing to go by on a field that flows one way. */
    public boolean weighsBothSides() {
        return switch (this) {
            case MANUAL, HUBSPOT_WINS, DATABASE_WINS, LATEST_WINS -> false;
            case MERGE, MAX, MIN, SUM, FORWARD_ONLY -> true;
        };
    }
}
