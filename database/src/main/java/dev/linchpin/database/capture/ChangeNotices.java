package dev.linchpin.database.capture;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.model.ObjectType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database's own word that mapped rows were changed, which comes with the commit of whoever changed them. A notice may
 * be lost with the connection, so the change log is looked at now and then all the same. Holds one connection; for one thread.
 */
public final class ChangeNotices implements AutoCloseable {
    private final DataSource pool;
    private final Dialect dialect;
    private @Nullable Connection connection;

    /** Connects when first asked. */
    public ChangeNotices(DataSource pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /**
     * Waits for a notice, at most so long.
     *
     * @return the types that rows were changed of
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
            return dialect.notices(listening, atMost).stream()
                    .map(ObjectType::new)
                    .collect(Collectors.toSet());
        } catch (SQLException lost) {
            close();
            throw new DatabaseException("The database failed: " + dialect.refusal(lost), lost);
        }
    }

    @Override
    public void close() {
        var listening = connection;
        connection = null;
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
