package dev.linchpin.engine.desk;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;

/** How a person settles a conflict. */
public sealed interface Choice {
    /** HubSpot's value (or state of the record) holds. */
    record HubSpotHolds() implements Choice {}

    /** The database's value (or state of the row) holds. */
    record DatabaseHolds() implements Choice {}

    /** Neither: this value, on both sides. Only for conflicts about one field. */
    record ThirdValue(Value value) implements Choice {}

    /** The row belongs to this record. Only for conflicts about a row's identity. */
    record LinkedWithRecord(HubSpotId record) implements Choice {}

    /** The record belongs to this row. Only for conflicts about a record's identity. */
    record LinkedWithRow(RowKey row) implements Choice {}

    /** What looks alike are different things, each with a counterpart of its own. Only for conflicts about identity. */
    record KeptApart() implements Choice {}
}
