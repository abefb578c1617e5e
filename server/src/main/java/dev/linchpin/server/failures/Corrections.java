package dev.linchpin.server.failures;

import dev.linchpin.database.rows.RowEdits;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.conflicts.PatientDesk;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.records.FieldValues;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts another value in the place of a refused one, and has it carried over. Thread-safe. */
public final class Corrections {
    private final RowEdits edits;
    private final Desk desk;
    private final MappedTypes types;

    public Corrections(RowEdits edits, Desk desk, MappedTypes types) {
        this.edits = edits;
        this.desk = desk;
        this.types = types;
    }

    /**
     * @throws ProblemException 400 when the value does not fit, 409 when the record is gone, 422 of what is not about a
     *     field
     */
    void correct(DeadLetterView view, JsonNode sent) {
        var letter = view.letter();
        var mapping = types.require(view.type().name());
        var field = mapping.fields().get(letter.field());
        if (field == null) {
            throw unsuitable("This is not about the value of one field: mend the record, and retry.");
        }
        var value = FieldValues.one(mapping, field, sent);
        switch (letter.side()) {
            case HUBSPOT -> editRow(view, mapping, field, value);
            case DATABASE -> require(PatientDesk.patiently(() -> desk.correct(letter.id(), value)));
        }
    }

    /** An edit like any other; the old value's letter is in its way no longer. */
    private void editRow(DeadLetterView view, ObjectMapping mapping, Field field, Value value) {
        var row = view.row();
        if (row == null) {
            throw gone();
        }
        switch (edits.update(mapping, row, Map.of(field.name(), value)).orElseThrow(Corrections::gone)) {
            case RowWrite.Written _ -> desk.retry(List.of(view.letter().id()));
            case RowWrite.Refused(var message) ->
                throw ProblemDetails.of(409, "refused_by_database", "The database refuses this", message)
                        .asException();
        }
    }

    private static void require(Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted _ -> {}
            case Verdict.Unknown _ -> throw gone();
            case Verdict.Busy _ -> throw PatientDesk.busy();
            case Verdict.Unsuitable(var message) -> throw unsuitable(message);
            case Verdict.Moved _ -> throw new IllegalStateException("A correction shows no pair of values");
        }
    }

    private static ProblemException gone() {
        return ProblemDetails.of(
                        409,
                        "record_gone",
                        "The record is gone",
                        "There is no row or no HubSpot record to correct any more; the dead letter goes by itself.")
                .asException();
    }

    private static ProblemException unsuitable(String message) {
        return ProblemDetails.of(422, "unsuitable_correction", "This cannot be corrected so", message)
                .asException();
    }
}
