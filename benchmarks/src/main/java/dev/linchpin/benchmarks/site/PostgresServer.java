package dev.linchpin.benchmarks.site;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A PostgreSQL server that keeps what it commits, as one does that is not made for tests. */
final class PostgresServer implements DatabaseServer {
    private final EmbeddedPostgres server;
    private int made;

    PostgresServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @Override
    public Place fresh(Path directory) throws IOException {
        var name = "bench_" + made++;
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failed) {
            throw new IOException("PostgreSQL made no database: " + failed.getMessage(), failed);
        }
        return new Place(
                DatabaseKind.POSTGRESQL,
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
                "postgres",
                "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
