package dev.linchpin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.testing.MovableClock;
import dev.linchpin.database.testing.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over TLS, to a server whose certificate names the host {@code localhost}. */
class PostgresTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        certificate("server");
        certificate("other");
        server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", file("server.crt"))
                .setServerConfig("ssl_key_file", file("server.key"))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }

    /** One that is its own authority, by the JDK's own tool, with its key beside it. */
    private static void certificate(String name) throws IOException, InterruptedException, GeneralSecurityException {
        var store = directory.resolve(name + ".p12");
        var tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = tool.getInputStream()) {
            output.readAllBytes();
        }
        assertThat(tool.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        write(name + ".crt", "CERTIFICATE", keys.getCertificate("it").getEncoded());
        write(name + ".key", "PRIVATE KEY", keys.getKey("it", PASSWORD).getEncoded());
    }

    private static void write(String name, String kind, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        var path = directory.resolve(name);
        Files.writeString(path, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private static String url(String host, int port, String parameters) {
        return "jdbc:postgresql://" + host + ":" + port + "/postgres?user=postgres&" + parameters;
    }

    private static void open(String url) {
        Database.open(DatabaseOptions.of(url), new MovableClock()).close();
    }

    @Test
    void a_server_is_known_by_the_authority_that_was_given() {
        var parameters = "sslmode=verify-full&sslrootcert=" + file("server.crt");

        try (var database =
                Database.open(DatabaseOptions.of(url("localhost", server.getPort(), parameters)), new MovableClock())) {
            var isEncrypted = database.transactions()
                    .read(session -> session.query(
                                    "select ssl from pg_stat_ssl where pid = pg_backend_pid()", row -> row.flag(1))
                            .getFirst());
            assertThat(isEncrypted).isTrue();
        }
    }

    @Test
    void a_server_of_another_authority_is_refused() {
        var parameters = "sslmode=verify-full&sslrootcert=" + file("other.crt");

        assertThatThrownBy(() -> open(url("localhost", server.getPort(), parameters)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the server's certificate is not to be trusted")
                .hasMessageContaining("sslrootcert");
    }

    @Test
    void a_server_of_another_name_is_refused() {
        var parameters = "sslmode=verify-full&sslrootcert=" + file("server.crt");

        assertThatThrownBy(() -> open(url("127.0.0.1", server.getPort(), parameters)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the server's certificate is for another host");
    }

    @Test
    void a_server_without_tls_is_refused_where_it_is_wanted() {
        assertThatThrownBy(() -> open(url("localhost", PostgresServer.port(), "sslmode=require")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the server offers no TLS");
    }

    @Test
    void a_missing_file_of_the_authority_is_named() {
        assertThatThrownBy(() -> open(
                        url("localhost", server.getPort(), "sslmode=verify-full&sslrootcert=" + file("absent.crt"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("absent.crt");
    }
}
