package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.util.Locale;

/** The databases that can be measured. */
public enum DatabaseKind {
    SQLITE,
    POSTGRESQL,
    MARIADB;

    /** As options and figures call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Starts a server of it, if it has servers. */
    public DatabaseServer start() throws IOException {
        return switch (this) {
            case SQLITE -> new SqliteFiles();
            case POSTGRESQL -> new PostgresServer();
            case MARIADB -> new MariaDbServer();
        };
    }
}
