package dev.linchpin.database.migration;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.sql.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings Linchpin's own tables up to date. */
public final class Migrations {
    /** The newest version; a test holds it against the files. */
    public static final int NEWEST = 17;

    static final String HISTORY = "schema_history";

    private static final Pattern CREATED = Pattern.compile(
            "^create (?:or replace )?(table|view) (?:if not exists )?([\\w.]+)",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

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
        try {
            var flyway = flyway(source, dialect);
            if (finds(source, "select version from " + dialect.own(HISTORY) + " where not success") != 0) {
                // Where statements commit one by one, a migration can end half-way; those can be run again.
                flyway.repair();
            }
            flyway.migrate();
        } catch (FlywayException failed) {
            throw new DatabaseException("Linchpin's own tables could not be brought up to date; should this database"
                    + " user lack the right, './linchpin doctor --print-sql' prints what an administrator has to run: "
                    + String.valueOf(failed.getMessage()).strip());
        }
    }

    private static Flyway flyway(DataSource source, Dialect dialect) {
        var flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + dialect.migrations())
                .placeholders(Map.of("secret", secret()))
                .validateMigrationNaming(true);
        if (dialect.ownSchema().isEmpty()) {
            // The user's own tables may live beside ours.
            flyway.table(dialect.own(HISTORY)).baselineOnMigrate(true).baselineVersion("0");
        } else {
            flyway.table(HISTORY).schemas(dialect.ownSchema()).createSchemas(true);
        }
        return flyway.load();
    }

    /**
     * What {@link #run} would do, for somebody else to run; empty when the tables are up to date.
     *
     * @throws DatabaseException when the database was made by a newer Linchpin
     */
    public static List<Step> plan(DataSource source, Dialect dialect) {
        var present = newest(source, dialect);
        if (present > NEWEST) {
            throw newer(present);
        }
        var steps = new ArrayList<Step>();
        if (present == NEWEST) {
            return steps;
        }
        if (present == 0) {
            if (!dialect.ownSchema().isEmpty()) {
                steps.add(new Step("Make room for Linchpin's own tables", "create schema " + dialect.ownSchema()));
            }
            steps.add(new Step("Keep account of their version", History.table(dialect)));
        }
        for (var migration : scripts(source, dialect)) {
            var version = Integer.parseInt(String.valueOf(migration.getVersion()));
            if (version > present) {
                steps.add(new Step(
                        "Linchpin's own tables, version " + version + ": " + migration.getDescription(),
                        text(migration, dialect) + "\n\n" + History.entry(dialect, migration)));
            }
        }
        return steps;
    }

    /**
     * The names of Linchpin's own tables and views of any version, in the order in which they can be removed; views first.
     */
    public static List<Own> own(DataSource source, Dialect dialect) {
        var tables = new LinkedHashSet<Own>();
        var views = new LinkedHashSet<Own>();
        tables.add(new Own(false, dialect.own(HISTORY)));
        for (var migration : scripts(source, dialect)) {
            var created = CREATED.matcher(text(migration, dialect));
            while (created.find()) {
                var isView = created.group(1).equalsIgnoreCase("view");
                (isView ? views : tables).add(new Own(isView, created.group(2)));
            }
        }
        var all = new ArrayList<>(views);
        // Later ones refer to earlier ones.
        all.addAll(List.copyOf(tables).reversed());
        return all;
    }

    /** A table or a view of Linchpin's own. */
    public record Own(boolean isView, String name) {}

    private static List<MigrationInfo> scripts(DataSource source, Dialect dialect) {
        return Stream.of(flyway(source, dialect).info().all())
                .filter(migration -> migration.getVersion() != null && migration.getChecksum() != null)
                .filter(migration -> migration.getScript().endsWith(".sql"))
                .toList();
    }

    private static String text(MigrationInfo migration, Dialect dialect) {
        var name = dialect.migrations() + "/" + migration.getScript();
        try (var script = Migrations.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replace("${secret}", secret());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
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
    public static int newest(DataSource source, Dialect dialect) {
        return finds(
                source,
                "select version from " + dialect.own(HISTORY) + " where success order by installed_rank desc limit 1");
    }

    /** A key for what must not be guessed. */
    private static String secret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int finds(DataSource source, String version) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(version)) {
            return rows.next() ? Integer.parseInt(rows.getString(1)) : 0;
        } catch (SQLException noHistoryYet) {
            return 0;
        }
    }
}
