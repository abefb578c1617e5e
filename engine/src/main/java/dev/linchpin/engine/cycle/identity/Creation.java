package dev.linchpin.engine.cycle.identity;

import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Row;

/** A row that is to get a record, which will carry this {@code linchpin_id}. */
public record Creation(Claim claim, Row row, String linchpinId) {}
