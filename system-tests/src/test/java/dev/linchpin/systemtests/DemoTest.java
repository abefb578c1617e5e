package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer tries it: what it prints is true, and Ctrl-C leaves nothing behind. */
class DemoTest {
    private static final Pattern DASHBOARD = Pattern.compile("Dashboard +(http\\S+)/#key=(\\S+)");
    private static final Pattern SIMULATOR = Pattern.compile("Simulated HubSpot +(http\\S+)");
    private static final Pattern SQL = Pattern.compile("^ +(sqlite3 .+)$", Pattern.MULTILINE);
    private static final Pattern CURL = Pattern.compile("^ +(curl .+)$", Pattern.MULTILINE);
    private static final Pattern LAST_LINE = Pattern.compile("Ctrl-C stops it");

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Program demo;

    @BeforeEach
    void start() {
        demo = demo();
    }

    @AfterEach
    void end() {
        demo.close();
    }

    private Program demo() {
        return demo("--quiet-users");
    }

    private Program demo(String... more) {
        var arguments = new ArrayList<>(List.of(
                "demo", "--no-browser", "--port=0", "--simulator-port=0", "--directory=here", "--contacts=200"));
        arguments.addAll(List.of(more));
        var started = Program.start(directory, Map.of(), arguments.toArray(String[]::new));
        started.printed(LAST_LINE);
        return started;
    }

    private Api api() {
        var printed = demo.printed(DASHBOARD);
        return new Api(printed.group(1), printed.group(2));
    }

    private String simulator() {
        return demo.printed(SIMULATOR).group(1);
    }

    private String jobTitleInHubSpot(String record) {
        return Http.send(
                        "GET",
                        simulator() + "/crm/objects/2026-09/contacts/" + record + "?properties=jobtitle",
                        Map.of("Authorization", "Bearer " + Account.TOKEN),
                        "")
                .orFail()
                .json()
                .path("properties")
                .path("jobtitle")
                .asString("");
    }

    private void carryOutTheLineOfSql() {
        var words = Shell.words(demo.printed(SQL).group(1));
        assertThat(words).hasSize(3).startsWith("sqlite3");
        new Place("jdbc:sqlite:" + directory.resolve(words.get(1)), "")
                .contacts()
                .execute(words.get(2));
    }

    @Test
    void everything_is_loaded_when_it_says_so() {
        assertThat(api().isIdle()).isTrue();
        assertThat(api().all("/api/contacts")).hasSize(200);
        assertThat(demo.errors()).isEmpty();
    }

    @Test
    void the_dashboard_opens_without_the_key_and_the_api_with_it() {
        assertThat(Http.send("GET", api().url() + "/", Map.of(), "").status()).isEqualTo(200);
        assertThat(Http.send("GET", api().url() + "/api/status", Map.of(), "").status())
                .isEqualTo(401);
        assertThat(api().get("/api/status").status()).isEqualTo(200);
    }

    @Test
    void everything_is_compared_at_once() {
        Wait.until(() -> StreamSupport.stream(
                        api().get("/api/overview").json().path("types").spliterator(), false)
                .allMatch(type -> type.path("checked_at").isString()));
    }

    @Test
    void people_at_work_leave_something_to_decide_at_once() {
        demo.interrupt();
        demo.exitCode();
        demo = demo(new String[0]);

        Wait.until(() -> !api().all("/api/conflicts").isEmpty()
                && !api().all("/api/dead-letters").isEmpty()
                && api().all("/api/journal").stream()
                        .anyMatch(entry -> entry.path("action").asString().equals("UPDATE")));
    }

    @Test
    void the_line_of_sql_changes_hubspot() {
        var record = api().get("/api/contacts?limit=1").json().path("items").path(0);

        carryOutTheLineOfSql();

        Wait.until(() -> jobTitleInHubSpot(record.path("hubspot_id").asString()).equals("Captain"));
    }

    @Test
    void the_line_of_curl_changes_the_row() {
        var row = "/api/contacts/"
                + api().get("/api/contacts?limit=1")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();

        var words = Shell.words(demo.printed(CURL).group(1));
        assertThat(words).hasSize(4).startsWith("curl", "-d");
        Http.send("POST", words.get(3), Map.of("Content-Type", "application/x-www-form-urlencoded"), words.get(2))
                .orFail();

        Wait.until(() -> api().get(row).json().path("jobtitle").asString("").equals("Admiral"));
    }

    @Test
    void ctrl_c_ends_it_cleanly_and_a_second_start_goes_on_where_it_was() throws IOException {
        var ports = List.of(
                URI.create(api().url()).getPort(), URI.create(simulator()).getPort());
        var key = demo.printed(DASHBOARD).group(2);
        carryOutTheLineOfSql();
        Wait.until(() -> api().isIdle());

        demo.interrupt();

        assertThat(demo.exitCode()).isIn(130, 143);
        assertThat(demo.errors()).isEmpty();
        for (var port : ports) {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
        demo = demo();
        assertThat(demo.printed(DASHBOARD).group(2)).isEqualTo(key);
        assertThat(api().all("/api/contacts")).hasSize(200);
        assertThat(api().get("/api/contacts/1").json().path("jobtitle").asString())
                .isEqualTo("Captain");
        var record = api().get("/api/contacts/1").json().path("hubspot_id").asString();
        Wait.until(() -> jobTitleInHubSpot(record).equals("Captain"));
        assertThat(demo.errors()).isEmpty();
    }
}
