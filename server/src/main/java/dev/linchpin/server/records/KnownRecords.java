package dev.linchpin.server.records;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Records;
import dev.linchpin.engine.store.Records.Known;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.server.api.RecordId;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import io.javalin.http.Context;

/** What is known of the record that a path names. */
final class KnownRecords {
    private KnownRecords() {}

    /** @throws ProblemException 404 when Linchpin knows no such record, 503 while its table is not as it is mapped */
    static Known require(Records records, ObjectMapping mapping, Context context) {
        try {
            var known = switch (RecordId.parse(context.pathParam("id"))) {
                case RecordId.OfRow(var key) -> records.known(mapping, key);
                case RecordId.OfRecord(var id) -> records.known(mapping, id);
            };
            return known.orElseThrow(
                    () -> ProblemDetails.notFound("Linchpin knows no such record among the " + mapping.type() + ".")
                            .asException());
        } catch (SchemaChangedException paused) {
            throw ProblemDetails.unavailable(
                            "table_changed",
                            "The table of the " + mapping.type()
                                    + " is not as it is mapped just now; GET /api/status says what is missing.")
                    .asException();
        }
    }
}
