package dev.linchpin.database.testing;

import static dev.linchpin.engine.model.ObjectType.CONTACTS;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Store;
import dev.linchpin.engine.store.Transaction;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of promises that hold on every product: a fresh database with a managed table of contacts, and its owner. */
@SuppressWarnings("NullAway.Init")
public abstract class DatabaseContract {
    protected final MovableClock clock = new MovableClock();
    private final Product product;

    @TempDir
    protected Path directory;

    protected String url;
    protected Database database;
    protected Ownership ownership;
    protected Store store;
    protected Inspection inspection;
    protected ObjectMapping contacts;
    /** The name of the table of contacts in SQL. */
    protected String table;

    protected Person person;

    protected DatabaseContract(Product product) {
        this.product = product;
    }

    protected boolean isOn(Product other) {
        return product == other;
    }

    /** The type and constraints of a key that the database gives out. */
    protected String generatedKey() {
        return switch (product) {
            case SQLITE -> "integer primary key";
            case POSTGRESQL -> "bigserial primary key";
            case MARIADB -> "bigint auto_increment primary key";
        };
    }

    @BeforeEach
    void open() {
        url = product.newDatabase(directory);
        database = Database.open(DatabaseOptions.of(url), clock);
        ownership = database.own(Host.local());
        store = database.store(ownership);
        inspection = database.inspection();
        table = database.managedTable(CONTACTS);
        contacts = Fields.contacts(table);
        database.managedTables().apply(List.of(contacts));
        database.capture().install(List.of(contacts));
        person = new Person(url);
    }

    @AfterEach
    void close() {
        person.close();
        database.close();
    }

    protected void run(Consumer<Transaction> work) {
        store.inTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    protected <E> List<E> list(Function<Transaction, List<E>> question) {
        return store.inTransaction(question);
    }

    protected <E> Set<E> set(Function<Transaction, Set<E>> question) {
        return store.inTransaction(question);
    }

    protected <K, V> Map<K, V> map(Function<Transaction, Map<K, V>> question) {
        return store.inTransaction(question);
    }

    protected <E> Optional<E> optional(Function<Transaction, Optional<E>> question) {
        return store.inTransaction(question);
    }

    protected boolean tells(Predicate<Transaction> question) {
        return store.inTransaction(question::test);
    }

    protected RowWrite write(RowChange change) {
        return store.inTransaction(tx -> {
            lock(tx, change);
            return tx.write(contacts, List.of(change)).getFirst();
        });
    }

    private void lock(Transaction tx, RowChange change) {
        switch (change) {
            case RowChange.Insert _ -> {}
            case RowChange.Update update -> tx.lockRows(contacts, List.of(update.key()));
            case RowChange.Delete delete -> tx.lockRows(contacts, List.of(delete.key()));
            case RowChange.MarkDeleted mark -> tx.lockRows(contacts, List.of(mark.key()));
            case RowChange.MarkRestored mark -> tx.lockRows(contacts, List.of(mark.key()));
        }
    }

    /** A row that Linchpin wrote, so that it is not in the change log. */
    protected RowKey insertedRow(String record, Map<String, Value> values) {
        var written = (RowWrite.Written) write(new RowChange.Insert(values, new HubSpotId(record)));
        return written.row().key();
    }

    protected List<CapturedChange> captured() {
        return store.inTransaction(tx -> tx.captured(1_000));
    }

    protected void forgetCaptured() {
        run(tx -> tx.dropCaptured(tx.captured(100_000)));
    }

    /** The link that a mark of this record begins. */
    protected Link linkOf(String record) {
        var id = new HubSpotId(record);
        return store.inTransaction(tx -> {
            tx.mark(List.of(new Mark.OfRecord(CONTACTS, id, Cause.POLL)));
            return Objects.requireNonNull(
                    tx.linksByRecord(CONTACTS, List.of(id)).get(id));
        });
    }

    /** A whole link of this row and record, which is marked. */
    protected Link wholeLink(String row, String record) {
        var half = linkOf(record);
        return store.inTransaction(tx -> {
            tx.join(half, new RowKey(row), new HubSpotId(record), Set.of());
            return Objects.requireNonNull(tx.links(List.of(half.id())).get(half.id()));
        });
    }

    protected static List<RowKey> keys(String... texts) {
        return List.of(texts).stream().map(RowKey::new).toList();
    }

    protected static List<Long> ids(Collection<Link> links) {
        return links.stream().map(Link::id).toList();
    }
}
