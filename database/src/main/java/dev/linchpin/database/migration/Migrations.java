package dev.linchpin.database.migration;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.DatabaseException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings Linchpin's own tables up to date. */
public final class Migrations {
    /** The newest version; a test holds it against the files. */
    static final int NEWEST = 17;

    private static final String HISTORY = "schema_history";

    private Migrations() {}

    /**
     * Makes the tables or brings them up to date.
     *
     * @throws DatabaseException when the database was made by a newer Linchpin, or a migration fails
     */
    public static void run(DataSource source, Dialect dialect) {
        // Loading Flyway takes a quarter of a second, which only those starts pay that have something to migrate.
        var present = newest(source, dialect);
        if (present == NEWEST) {
            return;
        }
        if (present > NEWEST) {
            throw newer(present);
        }
        var flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + dialect.migrations())
                .validateMigrationNaming(true);
        if (dialect.ownSchema().isEmpty()) {
            // The user's own tables may live beside ours.
            flyway.table(dialect.own(HISTORY)).baselineOnMigrate(true).baselineVersion("0");
        } else {
            flyway.table(HISTORY).schemas(dialect.ownSchema()).createSchemas(true);
        }
        try {
            flyway.load().migrate();
        } catch (FlywayException failed) {
            throw new DatabaseException("Linchpin's own tables could not be brought up to date: "
                    + String.valueOf(failed.getMessage()).strip());
        }
    }

    /**
     * Makes sure that the tables are there and up to date, without changing anything.
     *
     * @throws DatabaseException when they are not
     */
    public static void require(DataSource source, Dialect dialect) {
        var present = newest(source, dialect);
        if (present == 0) {
            throw new DatabaseException(
                    "Linchpin has not worked on this database yet; 'serve' or 'sync --once' makes its tables");
        }
        if (present < NEWEST) {
            throw new DatabaseException("An older Linchpin works on this database (its tables are of version " + present
                    + ", this one needs " + NEWEST + "); 'serve' brings them up to date");
        }
        if (present > NEWEST) {
            throw newer(present);
        }
    }

    private static DatabaseException newer(int present) {
        return new DatabaseException("A newer Linchpin has worked on this database (its tables are of version "
                + present + ", this one knows " + NEWEST + "); run that one, or a newer one still");
    }

    /** The version of the tables that are there; 0 before the first. */
    private static int newest(DataSource source, Dialect dialect) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select version from " + dialect.own(HISTORY)
                        + " where success order by installed_rank desc limit 1")) {
            return rows.next() ? Integer.parseInt(rows.getString(1)) : 0;
        } catch (SQLException noHistoryYet) {
            return 0;
        }
    }
}
