package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.hubspot.failure.Failure;

/** What became of one record of a batch write. */
sealed interface ItemResult {
    record Stored(HubSpotRecord record, boolean created) implements ItemResult {}

    /** Carried out, by a call that does not answer with records. */
    record Done() implements ItemResult {}

    record Failed(Failure failure) implements ItemResult {}
}
