package dev.linchpin.database.rows;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.SchemaChangedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Remembers how the mapped tables look, so that the catalogue is asked once and not in every transaction. Thread-safe. */
public final class MappedTables {
    private final Map<ObjectType, MappedTable> tables = new ConcurrentHashMap<>();

    /** @throws DatabaseException when the table or a mapped column is not there */
    public MappedTable of(Session session, ObjectMapping mapping) {
        var known = tables.get(mapping.type());
        if (known != null && known.mapping().equals(mapping)) {
            return known;
        }
        var dialect = session.dialect();
        var columns = session.ask(connection -> dialect.describe(connection, mapping.table()));
        var defers = session.ask(connection -> dialect.defersConstraints(connection, mapping.table()));
        var table = new MappedTable(mapping, dialect, columns, defers);
        tables.put(mapping.type(), table);
        return table;
    }

    /**
     * Runs work on mapped tables.
     *
     * @throws SchemaChangedException when one is no longer as it was; the catalogue is asked anew the next time
     */
    public <T> T use(Dialect dialect, Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            if (failed.isMissingObject() || (failure != null && dialect.isMissingObject(failure))) {
                forget();
                throw new SchemaChangedException(String.valueOf(failed.getMessage()), failed);
            }
            throw failed;
        }
    }

    /** Has the catalogue asked anew, because a table is no longer as it was. */
    public void forget() {
        tables.clear();
    }
}
