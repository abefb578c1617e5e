package dev.linchpin.database.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database product that the contracts are held against. */
public enum Product {
    SQLITE {
        @Override
        public String newDatabase(Path directory) {
            try {
                return "jdbc:sqlite:" + Files.createTempFile(directory, "test", ".db");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    },
    POSTGRESQL {
        @Override
        public String newDatabase(Path directory) {
            return PostgresServer.emptiedDatabase();
        }
    },
    MARIADB {
        @Override
        public String newDatabase(Path directory) {
            return MariaDbServer.emptiedDatabase();
        }
    };

    /** The URL of an empty database that nobody else uses. */
    public abstract String newDatabase(Path directory);
}
