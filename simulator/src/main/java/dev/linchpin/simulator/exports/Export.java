package dev.linchpin.simulator.exports;

import org.jspecify.annotations.Nullable;

/**
 * An export and the times of its life, which are settled when it is accepted. Immutable.
 *
 * @param startsAt milliseconds; {@link Long#MAX_VALUE} while nobody approves of it
 * @param recordCount how many records are in the file; 0 before
 */
record Export(
        long id,
        ExportRequest request,
        long requestedAt,
        long startsAt,
        long completesAt,
        @Nullable ExportFile file,
        int recordCount) {

    Export completed(ExportFile result, int records) {
        return new Export(id, request, requestedAt, startsAt, completesAt, result, records);
    }

    /** As the task's status calls it. */
    String status(long now) {
        return file != null ? "COMPLETE" : now < startsAt ? "PENDING" : "PROCESSING";
    }

    /** As the export itself calls it (HubSpot's OpenAPI, PublicExportResponse). */
    String state(long now) {
        if (startsAt == Long.MAX_VALUE) {
            return "PENDING_APPROVAL";
        }
        return file != null ? "DONE" : now < startsAt ? "ENQUEUED" : "PROCESSING";
    }

    long updatedAt(long now) {
        return file != null ? completesAt : now < startsAt ? requestedAt : startsAt;
    }
}
