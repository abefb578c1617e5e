package dev.linchpin.engine.store;

/** What became of one {@link RowChange}. */
public sealed interface RowWrite {
    /** It holds; the row as it reads back (as it was, for a deletion). */
    record Written(Row row) implements RowWrite {}

    /** The database refused it (a constraint, a type); nothing of it was stored, the transaction goes on. */
    record Refused(String message) implements RowWrite {}
}
