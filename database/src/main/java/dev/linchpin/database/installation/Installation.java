package dev.linchpin.database.installation;

import dev.linchpin.database.capture.Capture;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.managed.ManagedTables;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.migration.Migrations;
import dev.linchpin.database.ownership.AlreadyOwnedException;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.database.reference.ReferenceTables;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.ReferenceTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What Linchpin has and lacks in a database, in which it need not have worked yet. Only {@link #remove} changes anything.
 * Thread-safe.
 */
public final class Installation {
    private final DataSource source;
    private final Dialect dialect;
    private final Transactions transactions;
    private final Clock clock;

    public Installation(DataSource source, Transactions transactions, Clock clock) {
        this.source = source;
        this.transactions = transactions;
        this.dialect = transactions.dialect();
        this.clock = clock;
    }

    /**
     * The server, and as whom it knows Linchpin.
     *
     * @param product its own name and version
     * @param needs the oldest version that Linchpin works with
     * @param role empty where there are no users
     * @param ahead how far its clock is ahead of this machine's
     */
    public record Server(
            String product, String needs, boolean isTooOld, String role, boolean isAllPowerful, Duration ahead) {}

    /** @throws DatabaseException when the server fails */
    public Server server() {
        return transactions.read(session -> session.ask(connection -> {
            var data = connection.getMetaData();
            var now = session.query("select " + dialect.now(), row -> row.number(1))
                    .getFirst();
            return new Server(
                    data.getDatabaseProductName() + " " + data.getDatabaseProductVersion(),
                    dialect.needs(),
                    dialect.isTooOld(data.getDatabaseMajorVersion(), data.getDatabaseMinorVersion()),
                    dialect.role(connection),
                    dialect.isAllPowerful(connection),
                    Duration.between(clock.instant(), Instant.ofEpochMilli(now)));
        }));
    }

    /** Whether this Linchpin's own tables are there as it needs them. */
    public boolean isCurrent() {
        return version() == Migrations.NEWEST;
    }

    /** The version of Linchpin's own tables; 0 when there are none, or this role does not see them. */
    public int version() {
        return Migrations.newest(source, dialect);
    }

    /** Whether triggers of Linchpin's are on any table, whatever became of its own tables. */
    public boolean isThere() {
        return version() > 0
                || transactions.read(
                        session -> !session.ask(dialect::installedTriggers).isEmpty());
    }

    /**
     * What is to be made before Linchpin can run, in this order; empty when everything is there.
     *
     * @throws DatabaseException when a table is there that cannot be used, or a newer Linchpin has worked here
     */
    public List<Step> needed(Collection<ObjectMapping> mappings, Collection<ReferenceTable> references) {
        var steps = new ArrayList<>(Migrations.plan(source, dialect));
        steps.addAll(new ManagedTables(transactions, new MappedTables()).plan(mappings));
        steps.addAll(new ReferenceTables(transactions).plan(references));
        steps.addAll(new Capture(transactions, clock).plan(mappings));
        // Several tables ask for the same room.
        return steps.stream().distinct().toList();
    }

    /** The statements that give this role what it needs once everything is made. */
    public List<Step> grants(Collection<ObjectMapping> mappings, Collection<ReferenceTable> references) {
        return transactions.read(session -> {
            var role = session.ask(dialect::role);
            return dialect.grants(role, tables(mappings, references)).stream()
                    .map(sql -> new Step("Let " + role + " do what Linchpin does", sql))
                    .toList();
        });
    }

    /**
     * What this role lacks, each as {@code may not ...}.
     *
     * @param makes there is something to be made
     */
    public List<String> missingRights(
            Collection<ObjectMapping> mappings, Collection<ReferenceTable> references, boolean makes) {
        return transactions.read(session ->
                session.ask(connection -> dialect.missingRights(connection, tables(mappings, references), makes)));
    }

    private Collection<String> tables(Collection<ObjectMapping> mappings, Collection<ReferenceTable> references) {
        var tables = new TreeSet<String>();
        for (var mapping : mappings) {
            tables.add(mapping.table());
            for (var edge : mapping.edges()) {
                if (edge.holder() instanceof EdgeMapping.Holder.Table table) {
                    tables.add(table.table());
                }
            }
        }
        references.forEach(reference -> tables.add(ReferenceTables.name(dialect, reference)));
        return tables;
    }

    /** What takes away everything that is Linchpin's own; mapped tables stay, and so do all their columns and rows. */
    public List<Step> removal() {
        var steps = new ArrayList<Step>();
        for (var trigger : transactions.read(session -> session.ask(dialect::installedTriggers))) {
            steps.add(new Step("Remove the trigger " + trigger.name() + " from " + trigger.table(), trigger.drop()));
        }
        for (var own : Migrations.own(source, dialect)) {
            var kind = own.isView() ? "view " : "table ";
            steps.add(new Step("Remove the " + kind + own.name(), "drop " + kind + "if exists " + own.name()));
        }
        for (var sql : transactions.read(session -> session.ask(dialect::remains))) {
            steps.add(new Step("Remove what served them", sql));
        }
        return steps;
    }

    /**
     * Takes the steps of {@link #removal}, all or nothing where the database can.
     *
     * @throws AlreadyOwnedException when a process runs on this database
     * @throws DatabaseException when something of somebody else's depends on what is to go, or this role may not remove it
     */
    public List<Step> remove(Host host) {
        if (version() > 0) {
            Ownership.acquire(transactions, clock, host);
        }
        var steps = removal();
        transactions.write(session -> {
            var verbatim = session.verbatim();
            steps.forEach(step -> verbatim.execute(step.sql()));
            return true;
        });
        return steps;
    }
}
