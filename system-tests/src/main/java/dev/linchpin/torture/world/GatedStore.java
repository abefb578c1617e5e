package dev.linchpin.torture.world;

import dev.linchpin.engine.store.Glance;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Store;
import dev.linchpin.engine.store.Tables;
import dev.linchpin.engine.store.Transaction;
import dev.linchpin.engine.store.Verification;
import dev.linchpin.engine.store.WholeRecords;
import java.util.function.Function;

/** The store of a process that may come to its end, or be held up, before and after every transaction. */
record GatedStore(Store store, LinchpinProcess process) implements Store {
    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        process.pass(Moment.BEFORE_TRANSACTION);
        process.world().figures().count("transactions");
        var result = store.inTransaction(work);
        process.pass(Moment.AFTER_TRANSACTION);
        return result;
    }

    @Override
    public Tables tables() {
        process.mustLive();
        return store.tables();
    }

    @Override
    public WholeRecords wholeRecords() {
        process.mustLive();
        return store.wholeRecords();
    }

    @Override
    public Glance glance() {
        process.mustLive();
        return store.glance();
    }

    @Override
    public Verification verification() {
        process.mustLive();
        return store.verification();
    }

    @Override
    public Reconciliations reconciliations() {
        process.mustLive();
        return store.reconciliations();
    }
}
