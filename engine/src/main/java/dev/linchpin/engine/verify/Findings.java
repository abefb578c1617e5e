package dev.linchpin.engine.verify;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.util.List;

/**
 * What is to be looked at by the normal cycle.
 *
 * @param rowsGone linked rows that are no more, and {@code recordsGone} links whose records are: the guard counts them, as
 *     it counts deletions that it is told of
 */
public record Findings(ObjectType type, List<Mark> marks, List<RowKey> rowsGone, List<Long> recordsGone) {
    public Findings {
        marks = List.copyOf(marks);
        rowsGone = List.copyOf(rowsGone);
        recordsGone = List.copyOf(recordsGone);
    }

    static Findings of(ObjectType type, List<Mark> marks) {
        return new Findings(type, marks, List.of(), List.of());
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    void mark(Transaction tx) {
        tx.mark(marks);
        tx.losses().suspectRows(type, rowsGone);
        tx.losses().suspect(Loss.RECORD_ARCHIVED, recordsGone);
    }
}
