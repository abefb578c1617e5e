package dev.linchpin.database.store;

import dev.linchpin.database.capture.Capture;
import dev.linchpin.database.managed.ManagedTables;
import dev.linchpin.database.managed.SqlWholeRecords;
import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.schema.SqlTables;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.database.verification.SqlReconciliations;
import dev.linchpin.database.verification.SqlVerification;
import dev.linchpin.engine.store.Glance;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Store;
import dev.linchpin.engine.store.Tables;
import dev.linchpin.engine.store.Transaction;
import dev.linchpin.engine.store.Verification;
import dev.linchpin.engine.store.WholeRecords;
import java.time.Clock;
import java.util.function.Function;

/** The engine's port to the SQL side, for the owner of the connection. Thread-safe. */
public final class SqlStore implements Store {
    private final Transactions transactions;
    private final MappedTables tables;
    private final Ownership ownership;
    private final Clock clock;

    public SqlStore(Transactions transactions, MappedTables tables, Ownership ownership, Clock clock) {
        this.transactions = transactions;
        this.tables = tables;
        this.ownership = ownership;
        this.clock = clock;
    }

    @Override
    public Tables tables() {
        return new SqlTables(
                transactions, tables, new ManagedTables(transactions, tables), new Capture(transactions, clock));
    }

    @Override
    public WholeRecords wholeRecords() {
        return new SqlWholeRecords(transactions, tables, ownership);
    }

    @Override
    public Glance glance() {
        return new SqlGlance(transactions);
    }

    @Override
    public Verification verification() {
        return new SqlVerification(transactions, tables);
    }

    @Override
    public Reconciliations reconciliations() {
        return new SqlReconciliations(transactions, clock);
    }

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        return tables.use(
                transactions.dialect(),
                () -> transactions.write(session -> {
                    ownership.check(session);
                    return work.apply(new SqlTransaction(session, tables, ownership.epoch(), clock.instant()));
                }));
    }
}
