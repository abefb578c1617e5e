package dev.linchpin.engine.cycle.outcome;

import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.model.Policy;

/** A merge's reasons in words for the journal. */
public final class Reasons {
    private Reasons() {}

    public static String of(Reason reason, Policy policy) {
        return switch (reason) {
            case DATABASE_CHANGED -> "database changed";
            case HUBSPOT_CHANGED -> "HubSpot changed";
            case BLANK_FILLED -> "blank filled when first linked";
            case POLICY -> "both changed; " + of(policy);
            case DIRECTION -> "put back; the field flows one way";
            case BACKWARD -> "put back; the field only moves forward";
        };
    }

    private static String of(Policy policy) {
        return switch (policy) {
            case MANUAL -> "decided by a person";
            case HUBSPOT_WINS -> "HubSpot wins";
            case DATABASE_WINS -> "the database wins";
            case LATEST_WINS -> "the later edit wins";
            case MERGE -> "the additions and removals of both count";
            case MAX -> "the greater value wins";
            case MIN -> "the smaller value wins";
            case SUM -> "the changes of both are added up";
            case FORWARD_ONLY -> "the option that is further along wins";
        };
    }
}
