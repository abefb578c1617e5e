package dev.linchpin.systemtests.protocol;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.systemtests.SharedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/**
 * Databases that hold Linchpin's own tables and nothing else: copies of one that was migrated, because migrating each would
 * take longer than most tests.
 */
final class MigratedDatabases {
    private MigratedDatabases() {}

    private static final class Sqlite {
        static final byte[] TEMPLATE = template();

        private static byte[] template() {
            try {
                var file = Files.createTempFile("linchpin-template", ".db");
                try {
                    migrate("jdbc:sqlite:" + file);
                    return Files.readAllBytes(file);
                } finally {
                    Files.deleteIfExists(file);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static final class Postgres {
        static final String TEMPLATE = template();

        private static String template() {
            var template = SharedPostgres.freshDatabase();
            migrate(template);
            return template;
        }
    }

    private static void migrate(String url) {
        Database.open(DatabaseOptions.of(url), Clock.systemUTC()).close();
    }

    /** The JDBC URL of a new file. */
    static String sqlite(Path directory) {
        var file = directory.resolve("linchpin-" + UUID.randomUUID() + ".db");
        try {
            Files.write(file, Sqlite.TEMPLATE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return "jdbc:sqlite:" + file;
    }

    /** The JDBC URL of a new database. */
    static String postgres() {
        return SharedPostgres.copyOf(Postgres.TEMPLATE);
    }
}
