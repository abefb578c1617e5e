package dev.linchpin.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.linchpin.database.capture.Capture;
import dev.linchpin.database.capture.ChangeNotices;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.guard.SqlGuardDesk;
import dev.linchpin.database.inspection.SqlInspection;
import dev.linchpin.database.installation.Installation;
import dev.linchpin.database.keys.ApiKeys;
import dev.linchpin.database.managed.ManagedTables;
import dev.linchpin.database.migration.Migrations;
import dev.linchpin.database.mirror.MirrorStandings;
import dev.linchpin.database.mirror.SqlMirrors;
import dev.linchpin.database.ownership.AlreadyOwnedException;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.database.records.SqlRecords;
import dev.linchpin.database.reference.ReferenceTables;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.rows.RowEdits;
import dev.linchpin.database.schema.TableCatalogue;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.database.standings.SqlStandings;
import dev.linchpin.database.statistics.Statistics;
import dev.linchpin.database.store.SqlStore;
import dev.linchpin.database.verification.SqlReconciliations;
import dev.linchpin.database.verification.SqlVerification;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.mirror.MirrorStore;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Records;
import dev.linchpin.engine.store.Standings;
import dev.linchpin.engine.store.Store;
import dev.linchpin.engine.store.Verification;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The SQL side of one connection: the user's mapped tables and Linchpin's own, in one database. Thread-safe.
 *
 * <p>To run the engine: {@linkplain #open open}, {@linkplain #own take the ownership}, bring {@link #managedTables} and
 * {@link #capture} in line with the mapping, and hand {@link #store} to it. To look only: {@link #look} and {@link #inspection}.
 */
public final class Database implements AutoCloseable {
    /** So long a free connection is waited for: whoever asks over HTTP meanwhile waits as well. */
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    private final DataSource source;
    private final Runnable closing;
    private final Dialect dialect;
    private final String place;
    private final Transactions transactions;
    private final MappedTables tables = new MappedTables();
    private final Clock clock;

    private Database(DataSource source, Runnable closing, Dialect dialect, String place, Clock clock) {
        this.source = source;
        this.closing = closing;
        this.dialect = dialect;
        this.place = place;
        this.transactions = new Transactions(source, dialect);
        this.clock = clock;
    }

    /**
     * The database behind connections that the caller makes and keeps, set up as the product needs them, and in which
     * Linchpin's own tables are up to date: for a simulation, which copies one database many times.
     *
     * @param url names the product, and the place for people
     * @throws IllegalArgumentException when the URL names no product that Linchpin works with
     */
    public static Database over(DataSource source, String url, Clock clock) {
        var dialect = Dialect.of(url);
        return new Database(source, () -> {}, dialect, dialect.place(url), clock);
    }

    /**
     * Opens the database, after making Linchpin's own tables in it or bringing them up to date.
     *
     * @param clock for whatever is stored with a time, except what triggers log
     * @throws IllegalArgumentException when the URL names no product that Linchpin works with
     * @throws DatabaseException when the file or server cannot be used; the message says how to mend it
     */
    public static Database open(DatabaseOptions options, Clock clock) {
        var dialect = Dialect.of(options.url());
        var pool = pool(options, dialect);
        try {
            Migrations.run(pool, dialect);
            return new Database(pool, pool::close, dialect, dialect.place(options.url()), clock);
        } catch (RuntimeException failed) {
            pool.close();
            throw failed;
        }
    }

    /**
     * Opens the database to look at it, beside the process that runs it: changes nothing in it, and needs no more rights
     * than to read.
     *
     * @throws IllegalArgumentException when the URL names no product that Linchpin works with
     * @throws DatabaseException when the file or server cannot be used, or this Linchpin's tables are not in it
     */
    public static Database look(DatabaseOptions options, Clock clock) {
        var dialect = Dialect.of(options.url());
        var pool = pool(options, dialect);
        try {
            Migrations.require(pool, dialect);
            return new Database(pool, pool::close, dialect, dialect.place(options.url()), clock);
        } catch (RuntimeException failed) {
            pool.close();
            throw failed;
        }
    }

    /**
     * Opens the database to see what Linchpin has and lacks there by {@link #installation}, whether it ever worked there or
     * not; for all else its tables have to be there.
     *
     * @throws IllegalArgumentException when the URL names no product that Linchpin works with
     * @throws DatabaseException when the file or server cannot be used
     */
    public static Database examine(DatabaseOptions options, Clock clock) {
        var dialect = Dialect.of(options.url());
        var pool = pool(options, dialect, dialect.lookingProperties());
        return new Database(pool, pool::close, dialect, dialect.place(options.url()), clock);
    }

    private static HikariDataSource pool(DatabaseOptions options, Dialect dialect) {
        return pool(options, dialect, dialect.connectionProperties());
    }

    private static HikariDataSource pool(DatabaseOptions options, Dialect dialect, Map<String, String> properties) {
        var config = new HikariConfig();
        config.setPoolName("linchpin");
        config.setJdbcUrl(options.url());
        properties.forEach(config::addDataSourceProperty);
        if (options.user() != null) {
            config.setUsername(options.user());
        }
        if (options.password() != null) {
            config.setPassword(options.password());
        }
        // Whoever waits for notices of changes keeps one.
        config.setMaximumPoolSize(options.poolSize() + (dialect.tellsOfChanges() ? 1 : 0));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        if (!dialect.connectionSetup().isEmpty()) {
            config.setConnectionInitSql(dialect.connectionSetup());
        }
        try {
            var pool = new HikariDataSource(config);
            requireSuited(pool, dialect, options.url());
            return pool;
        } catch (HikariPool.PoolInitializationException failed) {
            if (failed.getCause() instanceof SQLException failure) {
                throw new DatabaseException(dialect.explain(options.url(), failure), failure);
            }
            throw failed;
        }
    }

    private static void requireSuited(HikariDataSource pool, Dialect dialect, String url) {
        try (var connection = pool.getConnection()) {
            dialect.unsuited(connection).ifPresent(reason -> {
                throw new DatabaseException("Cannot use " + dialect.place(url) + ": " + reason);
            });
        } catch (DatabaseException unsuited) {
            pool.close();
            throw unsuited;
        } catch (SQLException failure) {
            pool.close();
            throw new DatabaseException(dialect.explain(url, failure), failure);
        }
    }

    /** Where the data is, for people; without credentials. */
    public String place() {
        return place;
    }

    /** The name that a managed table of this type has, as a mapping gives it. */
    public String managedTable(ObjectType type) {
        return dialect.managedTable(type);
    }

    /** The name of a mirror's table, of a type or of what belongs to one. */
    public String mirrorTable(String name) {
        return dialect.mirrorTable(name);
    }

    /** The engine's port to mirrors, for the owner. */
    public MirrorStore mirrors(Ownership ownership) {
        return new SqlMirrors(transactions, ownership, clock);
    }

    /** How mirrors are doing; needs no ownership. */
    public MirrorStandings mirrorStandings() {
        return new MirrorStandings(transactions);
    }

    public ManagedTables managedTables() {
        return new ManagedTables(transactions, tables);
    }

    /** What tables there are. */
    public TableCatalogue catalogue() {
        return new TableCatalogue(transactions);
    }

    /** The tables that are kept for reference. */
    public ReferenceTables referenceTables() {
        return new ReferenceTables(transactions);
    }

    public Capture capture() {
        return new Capture(transactions, clock);
    }

    /** What Linchpin has and lacks here. */
    public Installation installation() {
        return new Installation(source, transactions, clock);
    }

    /** The database's own word of changes, where it gives it; to be closed before this. */
    public Optional<ChangeNotices> changeNotices() {
        return dialect.tellsOfChanges() ? Optional.of(new ChangeNotices(source, dialect)) : Optional.empty();
    }

    /**
     * Takes the ownership of the connection, which a scheduler then keeps by {@link Ownership#heartbeat} and a clean stop
     * gives up by {@link Ownership#release}.
     *
     * @throws AlreadyOwnedException when another process has it and is alive
     */
    public Ownership own(Host host) {
        return Ownership.acquire(transactions, clock, host);
    }

    /** The engine's port, for the owner. */
    public Store store(Ownership ownership) {
        return new SqlStore(transactions, tables, ownership, clock);
    }

    /** For edits that people make through Linchpin: to the engine they are like those of any other program. */
    public RowEdits edits() {
        return new RowEdits(transactions, tables);
    }

    /**
     * For whatever else is kept in this database. Shares the connections, and on SQLite the queue of writers, without which
     * two writers of one process would wait for each other by polling.
     */
    public Transactions transactions() {
        return transactions;
    }

    /** The keys of the HTTP API. */
    public ApiKeys apiKeys() {
        return new ApiKeys(transactions, clock);
    }

    /** For comparing both sides; needs no ownership. */
    public Verification verification() {
        return new SqlVerification(transactions, tables);
    }

    /** Reports of comparisons, and requests for them; needs no ownership. */
    public Reconciliations reconciliations() {
        return new SqlReconciliations(transactions, clock);
    }

    /** What people decide about what the guard holds; needs no ownership. */
    public GuardDesk guard() {
        return new SqlGuardDesk(transactions, clock);
    }

    /** What people may look at; needs no ownership. */
    public Inspection inspection() {
        return new SqlInspection(transactions, tables);
    }

    /** How whole types stand; needs no ownership. */
    public Standings standings() {
        return new SqlStandings(transactions);
    }

    /** Which records there are, and what is known of each; needs no ownership. */
    public Records records() {
        return new SqlRecords(transactions, tables);
    }

    /** The figures that charts are drawn from; needs no ownership. */
    public Statistics statistics() {
        return new Statistics(transactions);
    }

    /** Waits for no transaction: what still runs is rolled back. */
    @Override
    public void close() {
        closing.run();
    }
}
