package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;

/** What stands behind a HubSpot record id right now. */
sealed interface RecordState {
    record Live(HubSpotRecord record) implements RecordState {}

    /** In the recycle bin, as it was when it went there. */
    record Archived(HubSpotRecord record) implements RecordState {}

    /** @param survivor with the same history as was asked for */
    record MergedInto(HubSpotRecord survivor) implements RecordState {}

    /**
     * Gone for good: erased, or purged from the recycle bin.
     *
     * @param announced HubSpot said that it was deleted for privacy
     */
    record Gone(boolean announced) implements RecordState {}

    /** Neither live nor listed as archived: no proof of anything. */
    record Unknown() implements RecordState {}
}
