package dev.linchpin.engine.merge;

import dev.linchpin.engine.model.Value;

/** What the merge concluded for one field of one record. */
public sealed interface FieldDecision {
    /** Neither side changed since they last agreed. */
    record InStep() implements FieldDecision {}

    /** Both sides mean the same (or are to be left as they are): only the base advances, nothing is written. */
    record Agreed(BasePair base) implements FieldDecision {}

    /** HubSpot gets the database's value. Only the database changed, so nothing is lost. */
    record ToHubSpot(Value value, Reason reason) implements FieldDecision {}

    /** The row gets HubSpot's value; what the row held is in the journal as the value before. */
    record ToDatabase(Value value, Reason reason) implements FieldDecision {}

    /**
     * HubSpot changed, and another value is to prevail there: the row's, or one that the two come to together. That is first
     * committed locally: the row holds the result, {@code base} becomes what HubSpot showed, and the next merge finds that only
     * the database differs. So every write to HubSpot carries one side's change, and a crash decides nothing twice.
     *
     * @param result what the row is to hold; mostly what it holds already, and nothing is written
     * @param lost HubSpot's value, for the journal
     */
    record DecidedLocally(Value result, Value lost, BasePair base, Reason reason) implements FieldDecision {}

    /** Both sides changed to different values and the policy leaves it to a person. */
    record Contested(Value local, Value hubspot) implements FieldDecision {}

    /**
     * The row's value was to be put back in HubSpot once more, and a program there changes it as often: the field is left alone.
     *
     * @param source the program, for people
     */
    record Oscillating(Value local, Value hubspot, String source) implements FieldDecision {}

    /** The policy needs to know when each side was edited; ask again with {@link EditTimes}. */
    record NeedsTimes() implements FieldDecision {}

    enum Reason {
        DATABASE_CHANGED,
        HUBSPOT_CHANGED,
        /** The field was blank on the receiving side when the two were first linked. */
        BLANK_FILLED,
        /** Both changed; the field's policy chose. */
        POLICY,
        /** The field flows one way only, and drifted on the receiving side. */
        DIRECTION,
        /** The field only moves forward, and one side moved it back. */
        BACKWARD
    }
}
