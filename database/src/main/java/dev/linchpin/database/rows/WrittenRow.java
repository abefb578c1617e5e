package dev.linchpin.database.rows;

import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;

/**
 * A change that was made.
 *
 * @param row as it reads back; as it was, for a deletion
 */
record WrittenRow(RowChange change, Row row) {
    RowKey key() {
        return row.key();
    }
}
