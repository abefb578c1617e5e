package dev.linchpin.database.capture;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.model.ObjectType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database's own word that mapped rows were changed, which comes with the commit of whoever changed them. Telling costs
 * them something, so they do it only while this dozes; as long as there is something to find, it looks for itself. A notice
 * may be lost with the connection, so the change log is looked at now and then all the same. Holds one connection; for one
 * thread.
 */
public final class ChangeNotices implements AutoCloseable {
    private static final Duration WHILE_BUSY = Duration.ofMillis(10);
    private static final Duration WHILE_OTHERS_WRITE = Duration.ofMillis(40);

    private final DataSource pool;
    private final Dialect dialect;
    private @Nullable Connection connection;
    private boolean isDozing;
    private Duration pause = WHILE_BUSY;

    /** Connects when first asked. */
    public ChangeNotices(DataSource pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /**
     * Waits for a change, at most so long.
     *
     * @return the types that rows were changed of; empty also when it is to be asked again at once
     * @throws DatabaseException when the connection is lost; the next call makes another
     */
    public Set<ObjectType> await(Duration atMost) {
        try {
            var listening = connection;
            if (listening == null) {
                listening = pool.getConnection();
                connection = listening;
                dialect.listen(listening);
            }
            return isDozing ? told(listening, atMost) : found(listening);
        } catch (SQLException lost) {
            close();
            throw new DatabaseException("The database failed: " + dialect.refusal(lost), lost);
        }
    }

    private Set<ObjectType> told(Connection listening, Duration atMost) throws SQLException {
        var types = new HashSet<ObjectType>();
        dialect.notices(listening, atMost).forEach(type -> types.add(new ObjectType(type)));
        if (!types.isEmpty()) {
            dialect.stayAwake(listening);
            isDozing = false;
            pause = WHILE_BUSY;
        }
        return types;
    }

    private Set<ObjectType> found(Connection listening) throws SQLException {
        dialect.notices(listening, pause);
        var types = logged(listening);
        if (types.isEmpty() && dialect.doze(listening)) {
            isDozing = true;
            // Whoever committed just before told nobody.
            return logged(listening);
        }
        pause = types.isEmpty() ? WHILE_OTHERS_WRITE : WHILE_BUSY;
        return types;
    }

    private Set<ObjectType> logged(Connection listening) throws SQLException {
        try (var statement = listening.createStatement();
                var rows = statement.executeQuery("select distinct object_type from (select object_type from "
                        + dialect.own("change_log") + " order by id limit 100) oldest")) {
            var types = new HashSet<ObjectType>();
            while (rows.next()) {
                types.add(new ObjectType(rows.getString(1)));
            }
            return types;
        }
    }

    @Override
    public void close() {
        var listening = connection;
        connection = null;
        isDozing = false;
        if (listening != null) {
            try {
                // What listens must not serve for anything else.
                dialect.stopListening(listening);
                listening.close();
            } catch (SQLException alreadyGone) {
                // Then it listens no longer.
            }
        }
    }
}
