package dev.linchpin.engine.cycle;

import dev.linchpin.engine.merge.FieldDecision.Reason;

/** A merge's reasons in words for the journal. */
final class Reasons {
    private Reasons() {}

    static String of(Reason reason) {
        return switch (reason) {
            case DATABASE_CHANGED -> "database changed";
            case HUBSPOT_CHANGED -> "HubSpot changed";
            case BLANK_FILLED -> "blank filled when first linked";
            case POLICY -> "both changed; decided by the field's policy";
            case DIRECTION -> "put back; the field flows one way";
        };
    }
}
