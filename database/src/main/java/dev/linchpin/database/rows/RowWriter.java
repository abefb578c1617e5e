package dev.linchpin.database.rows;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes rows of one mapped table within one transaction. Tries all changes under one savepoint; when the database refuses
 * some of them, halves the lot until those stand alone, so that the others are made.
 */
public final class RowWriter {
    private static final String SAVEPOINT = "linchpin_write";

    private final Session session;
    private final MappedTable table;
    private final RowStatements statements;
    private final OwnEntries ownEntries;

    public RowWriter(Session session, MappedTable table, Instant now) {
        this.session = session;
        this.table = table;
        this.statements = new RowStatements(session, table, now);
        this.ownEntries = new OwnEntries(session, table);
    }

    /** What became of each change, in the same order. */
    public List<RowWrite> write(List<RowChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        session.execute("savepoint " + SAVEPOINT);
        try {
            var written = make(changes);
            session.execute("release savepoint " + SAVEPOINT);
            return written;
        } catch (NotDone notDone) {
            return separately(changes, notDone.reason());
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            if (failure == null || !session.dialect().isRefusal(failure)) {
                throw failed;
            }
            var dialect = session.dialect();
            var refusal = session.ask(
                    connection -> dialect.refusal(connection, table.mapping().table(), failure));
            return separately(changes, refusal);
        }
    }

    private List<RowWrite> separately(List<RowChange> changes, String refusal) {
        session.execute("rollback to savepoint " + SAVEPOINT);
        session.execute("release savepoint " + SAVEPOINT);
        if (changes.size() == 1) {
            return List.of(new RowWrite.Refused(refusal));
        }
        var half = changes.size() / 2;
        var outcomes = new ArrayList<>(write(changes.subList(0, half)));
        outcomes.addAll(write(changes.subList(half, changes.size())));
        return outcomes;
    }

    private List<RowWrite> make(List<RowChange> changes) {
        var before = ownEntries.newest();
        var written = statements.run(changes);
        if (table.defersConstraints()) {
            // At commit it would be too late to tell which row is to blame.
            session.execute("set constraints all immediate");
        }
        ownEntries.takeBack(written, before);
        return written.stream()
                .<RowWrite>map(made -> new RowWrite.Written(made.row()))
                .toList();
    }
}
