package dev.linchpin.engine.store;

import java.util.function.Function;

/**
 * The SQL side of one connection: the user's mapped tables and Linchpin's own, in one database, so that a change to a row
 * and what Linchpin knows about it are committed together. Thread-safe.
 */
public interface Store {
    /**
     * Runs the work in one transaction and commits it. The work may run again from the start when the database asks for it
     * (busy, serialization failure), so it must have no effect but through the transaction.
     *
     * @throws SchemaChangedException when a mapped table or column is not there (any more)
     * @throws OwnershipLostException when this process no longer owns the connection; nothing is committed
     */
    <T> T inTransaction(Function<Transaction, T> work);

    /** The mapped tables, outside any transaction. */
    Tables tables();

    /** All properties of records, beside their rows. */
    WholeRecords wholeRecords();

    /** Looks whether there is anything to do. */
    Glance glance();

    /** For comparing both sides. */
    Verification verification();

    /** Reports of comparisons. */
    Reconciliations reconciliations();
}
