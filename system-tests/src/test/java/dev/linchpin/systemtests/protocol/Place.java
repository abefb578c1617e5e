package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.systemtests.SharedPostgres;
import java.nio.file.Path;

/** Which database a contract runs on. */
enum Place {
    SQLITE {
        @Override
        String freshDatabase(Path directory) {
            return "jdbc:sqlite:" + directory.resolve("linchpin-" + System.nanoTime() + ".db");
        }

        @Override
        String table(ObjectType type) {
            return type.name();
        }
    },
    POSTGRESQL {
        @Override
        String freshDatabase(Path directory) {
            return SharedPostgres.freshDatabase();
        }

        @Override
        String table(ObjectType type) {
            return "hubspot." + type.name();
        }
    };

    /** The JDBC URL of an empty database. */
    abstract String freshDatabase(Path directory);

    /** The name of the managed table, as SQL needs it. */
    abstract String table(ObjectType type);
}
