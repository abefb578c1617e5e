package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps Linchpin from starting: one line that says what is wrong and how to mend it, and an exit code for scripts. */
class RefusedStartTest {
    /** What it did until then, which is no complaint. */
    private static final Pattern PROGRESS = Pattern.compile("^[\\d:.]+ INFO ");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Account account;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() {
        account = Account.with(5, 0);
    }

    @AfterEach
    void is_well() {
        assertThat(account.stats().path("rateLimited")).isEmpty();
    }

    @AfterAll
    static void close() {
        account.close();
    }

    private Map<String, String> environment(String... changes) {
        var variables = new HashMap<>(Map.of(
                "HUBSPOT_BASE_URL",
                account.url(),
                "HUBSPOT_ACCESS_TOKEN",
                Account.TOKEN,
                "DATABASE_URL",
                Place.sqlite(directory).url(),
                "LINCHPIN_PORT",
                "0"));
        for (var index = 0; index < changes.length; index += 2) {
            variables.put(changes[index], changes[index + 1]);
        }
        return variables;
    }

    private Program serve(Map<String, String> environment, String... options) {
        var command = new String[options.length + 1];
        command[0] = "serve";
        System.arraycopy(options, 0, command, 1, options.length);
        return Program.run(directory, environment, command);
    }

    private static void assertOneLine(Program refused, int exitCode, String... parts) {
        var complaints = refused.errors()
                .lines()
                .filter(line -> !PROGRESS.matcher(line).find())
                .toList();
        assertThat(complaints)
                .as("ended with %s, said:%n%s", refused.exitCode(), refused.errors())
                .hasSize(1);
        assertThat(complaints.getFirst()).contains(parts);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.hasStackTrace()).isFalse();
        assertThat(refused.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void a_wrong_token_is_named_but_not_shown() {
        var refused = serve(environment("HUBSPOT_ACCESS_TOKEN", "pat-wrong-and-secret"));

        assertOneLine(refused, 3, "HUBSPOT_ACCESS_TOKEN");
        assertThat(refused.errors()).doesNotContain("pat-wrong-and-secret");
    }

    @Test
    void an_unreachable_hubspot() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertOneLine(serve(environment("HUBSPOT_BASE_URL", "http://127.0.0.1:" + port)), 4, "HUBSPOT_BASE_URL");
    }

    @Test
    void a_database_file_that_cannot_be_written() throws IOException {
        var place = directory.resolve("not-a-directory");
        Files.writeString(place, "");

        assertOneLine(
                serve(environment("DATABASE_URL", "jdbc:sqlite:" + place.resolve("linchpin.db"))),
                5,
                "not-a-directory");
    }

    @Test
    void a_file_that_is_no_database() throws IOException {
        Files.writeString(directory.resolve("linchpin.db"), "This is not a database. ".repeat(1000));

        assertOneLine(serve(environment()), 5, "linchpin.db");
    }

    @Test
    void an_unreachable_postgresql() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertOneLine(
                serve(environment("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/crm")),
                5,
                "127.0.0.1:" + port);
    }

    @Test
    void a_port_in_use() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertOneLine(
                    serve(environment("LINCHPIN_PORT", Integer.toString(taken.getLocalPort()))),
                    6,
                    "port is in use",
                    "LINCHPIN_PORT");
        }
    }

    @Test
    void an_unknown_configuration_key() throws IOException {
        Files.writeString(directory.resolve("linchpin.yaml"), "hubspot:\n  tokn: x\n");

        assertOneLine(serve(environment()), 2, "linchpin.yaml:2", "hubspot.tokn", "did you mean 'hubspot.token'?");
    }

    @Test
    void several_mistakes_in_the_configuration_are_told_at_once() throws IOException {
        Files.writeString(directory.resolve("linchpin.yaml"), "hubspot: { tokn: x }\nsync: { poll-every: soon }\n");

        var refused = serve(environment());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors().strip().lines()).hasSize(2);
        assertThat(refused.errors()).contains("hubspot.tokn", "sync.poll-every");
        assertThat(refused.hasStackTrace()).isFalse();
    }

    @Test
    void a_missing_token() {
        var environment = environment();
        environment.remove("HUBSPOT_ACCESS_TOKEN");

        assertOneLine(serve(environment), 2, "HUBSPOT_ACCESS_TOKEN");
    }

    @Test
    void another_database_than_those_supported() {
        assertOneLine(serve(environment("DATABASE_URL", "jdbc:oracle:thin:@//localhost/crm")), 2, "DATABASE_URL");
    }

    @Test
    void an_address_for_everybody_without_a_key_of_ones_own() {
        assertOneLine(serve(environment("LINCHPIN_HOST", "0.0.0.0")), 2, "LINCHPIN_ADMIN_KEY");
    }

    @Test
    void an_option_that_does_not_exist() {
        var refused = serve(environment(), "--prot=1");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).contains("--prot=1", "--help");
        assertThat(refused.errors().strip().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(refused.hasStackTrace()).isFalse();
    }
}
