package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.systemtests.SharedMariaDb;
import dev.linchpin.systemtests.SharedPostgres;
import java.nio.file.Path;

/** Which database a contract runs on. */
enum Place {
    SQLITE {
        @Override
        String freshDatabase(Path directory) {
            return MigratedDatabases.sqlite(directory);
        }

        @Override
        void discard(String database) {
            // Goes with its directory.
        }

        @Override
        String table(ObjectType type) {
            return plainName(type);
        }
    },
    POSTGRESQL {
        @Override
        String freshDatabase(Path directory) {
            return MigratedDatabases.postgres();
        }

        @Override
        void discard(String database) {
            SharedPostgres.drop(database);
        }

        @Override
        String table(ObjectType type) {
            return "hubspot." + plainName(type);
        }
    },
    MARIADB {
        @Override
        String freshDatabase(Path directory) {
            return SharedMariaDb.migratedDatabase();
        }

        @Override
        void discard(String database) {
            SharedMariaDb.giveBack(database);
        }

        @Override
        String table(ObjectType type) {
            return plainName(type);
        }
    };

    /** The JDBC URL of a database that nobody has used. */
    abstract String freshDatabase(Path directory);

    /** The database has served. */
    abstract void discard(String database);

    /** The name of the managed table, as SQL needs it. */
    abstract String table(ObjectType type);

    /** The name of one of Linchpin's own tables. */
    String own(String table) {
        return this == POSTGRESQL ? "linchpin." + table : "linchpin_" + table;
    }

    private static String plainName(ObjectType type) {
        return type.name().startsWith("2-") ? "custom_" + type.name().replace('-', '_') : type.name();
    }
}
