package dev.linchpin.server.config;

import org.jspecify.annotations.Nullable;

/**
 * The SQL side.
 *
 * @param url a JDBC URL of SQLite, PostgreSQL or MariaDB
 * @param poolSize connections held at most
 */
public record DatabaseSettings(
        String url, @Nullable String user, @Nullable Secret password, int poolSize) {}
