package dev.linchpin.engine.desk;

import dev.linchpin.engine.model.Value;

/** How a person settles a conflict. */
public sealed interface Choice {
    /** HubSpot's value (or state of the record) holds. */
    record HubSpotHolds() implements Choice {}

    /** The database's value (or state of the row) holds. */
    record DatabaseHolds() implements Choice {}

    /** Neither: this value, on both sides. Only for conflicts about one field. */
    record ThirdValue(Value value) implements Choice {}
}
