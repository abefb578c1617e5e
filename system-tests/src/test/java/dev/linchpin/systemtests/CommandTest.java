package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The other commands: alone, and beside a running server. */
class CommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Installation installation;

    @BeforeAll
    static void start(@TempDir Path directory) {
        installation =
                new Installation(directory, Place.sqlite(directory), Account.with(30, 10), Feed.POLLING, "").load();
    }

    @AfterEach
    void is_well() {
        installation.assertWell();
        assertThat(installation.server().program().isAlive()).isTrue();
    }

    @AfterAll
    static void end() {
        if (installation != null) {
            installation.close();
        }
    }

    private static Program beside(String... arguments) {
        return Program.run(installation.directory(), installation.environment(), arguments);
    }

    private static Console console(String... arguments) {
        return Console.run(installation.directory(), installation.environment(), arguments);
    }

    @Test
    void sync_once_brings_both_sides_in_step_and_uninstalled_it_leaves_the_rows(@TempDir Path directory) {
        try (var alone = new Installation(directory, Place.sqlite(directory), Account.with(30, 10), Feed.POLLING, "")) {
            var first = Program.run(directory, alone.environment(), "sync", "--once");
            assertThat(first.exitCode()).as(first.errors()).isZero();
            assertThat(first.out()).contains("In step");
            assertThat(alone.contacts().count()).isEqualTo(30);

            alone.contacts().insert(Map.of("email", "ada@row.example"));
            var edited = alone.contacts().records(1).getFirst();
            alone.contacts().set(edited, "jobtitle", "Captain");
            var second = Program.run(directory, alone.environment(), "sync", "--once");

            assertThat(second.exitCode()).as(second.errors()).isZero();
            assertThat(second.out()).contains("2 written to HubSpot");
            assertThat(Agreement.differences(alone.account(), alone.contacts())).isEmpty();
            assertThat(alone.account().value(edited, "jobtitle")).isEqualTo("Captain");
            assertThat(second.hasStackTrace()).isFalse();
            alone.assertWell();

            var uninstalled = Console.run(directory, alone.environment(), "uninstall", "--yes");
            assertThat(uninstalled.exitCode()).as(uninstalled.errors()).isZero();
            assertThat(alone.contacts().count()).isEqualTo(31);
            alone.contacts().insert(Map.of("email", "later@row.example"));
            assertThat(alone.contacts()
                            .query("select name from sqlite_master where name like 'linchpin%'"
                                    + " and tbl_name not in ('contacts', 'companies')"))
                    .isEmpty();
            var again = Console.run(directory, alone.environment(), "uninstall", "--yes");
            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).contains("Nothing of Linchpin's is in");
        }
    }

    @Test
    void status_shows_how_both_sides_stand_beside_a_running_server() {
        var status = beside("status");

        assertThat(status.exitCode()).isZero();
        assertThat(status.errors()).isEmpty();
        assertThat(status.out().lines())
                .anyMatch(line -> line.matches("contacts +30 +0 +0 +0 .*"))
                .anyMatch(line -> line.matches("companies +10 +0 +0 +0 .*"));
    }

    @Test
    void a_doctor_finds_nothing_amiss_beside_a_running_server() {
        var doctor = console("doctor", "--json");

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.errors()).isEmpty();
        var report = JSON.readTree(doctor.out());
        assertThat(report.path("checks"))
                .extracting(check -> check.path("subject").asString())
                .contains("token", "scopes", "mapping", "webhooks", "database", "rights", "tables", "clock");
        assertThat(report.path("checks"))
                .extracting(check -> check.path("state").asString())
                .containsOnly("ok");
        assertThat(report.path("needed")).isEmpty();
    }

    @Test
    void a_doctor_tells_what_would_be_made_and_makes_nothing(@TempDir Path directory) {
        var doctor = Console.run(
                directory,
                installation.environment(),
                "doctor",
                "--database",
                "jdbc:sqlite:" + directory.resolve("new.db"));

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains("which 'serve' does when it starts").contains("Create the table contacts");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_doctor_names_what_keeps_linchpin_from_running() {
        var variables = new HashMap<>(installation.environment());
        variables.put("HUBSPOT_ACCESS_TOKEN", "pat-wrong");

        var doctor = Console.run(installation.directory(), variables, "doctor");

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(doctor.out()).contains("problem   token").contains("Check HUBSPOT_ACCESS_TOKEN");
        assertThat(doctor.out() + doctor.errors()).doesNotContain("Exception", "pat-wrong");
    }

    @Test
    void nothing_is_uninstalled_beside_a_running_server_or_by_mistake() {
        var mistake = console("uninstall");
        assertThat(mistake.exitCode()).isEqualTo(2);
        assertThat(mistake.errors()).contains("--yes").contains("cannot be undone");
        assertThat(console("uninstall", "--print-sql").out()).contains("drop table if exists linchpin_link;");

        assertThat(console("uninstall", "--yes").exitCode()).isEqualTo(7);
    }

    @Test
    void status_as_json_is_what_the_api_says() {
        var status = beside("status", "--json");

        assertThat(status.exitCode()).isZero();
        assertThat(status.errors()).isEmpty();
        var types = JSON.readTree(status.out()).path("types");
        var shown = installation.api().get("/api/status").json().path("types");
        assertThat(types).hasSize(2);
        for (var index = 0; index < types.size(); index++) {
            for (var member : types.path(index).properties()) {
                assertThat(shown.path(index).path(member.getKey())).isEqualTo(member.getValue());
            }
        }
    }

    @Test
    void status_does_not_make_a_database(@TempDir Path directory) {
        var status = Program.run(
                directory, Map.of("DATABASE_URL", Place.sqlite(directory).url()), "status");

        assertThat(status.exitCode()).isEqualTo(5);
        assertThat(status.errors().lines()).hasSize(1);
        assertThat(Files.exists(directory.resolve("linchpin.db"))).isFalse();
    }

    @Test
    void a_second_server_on_the_same_database_refuses_in_one_line() {
        var second = beside("serve", "--port=0");

        assertThat(second.exitCode()).isEqualTo(7);
        assertThat(second.errors().lines()).as(second.errors()).hasSize(1);
        assertThat(second.hasStackTrace()).isFalse();
        installation.contacts().set(installation.contacts().records(3).get(2), "city", "Hull");
        installation.awaitAgreement();
    }

    @Test
    void sync_once_beside_a_server_refuses_in_one_line() {
        var sync = beside("sync", "--once");

        assertThat(sync.exitCode()).isEqualTo(7);
        assertThat(sync.errors().lines()).as(sync.errors()).hasSize(1);
    }

    @Test
    void a_stopped_server_frees_its_database_for_the_next() {
        installation.server().stop();

        installation.load();

        assertThat(installation.contacts().count()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void the_metrics_have_the_names_that_dashboards_know() {
        installation.contacts().set(installation.contacts().records(2).get(1), "city", "York");
        installation.awaitAgreement();

        var metrics = installation.api().get("/metrics").orFail();

        assertThat(metrics.headers().get("Content-Type")).startsWith("text/plain");
        assertThat(metrics.text().lines())
                .anyMatch(line -> line.startsWith("hubspot_sync_duration_seconds_count{")
                        && line.contains("entity_type=\"contacts\"")
                        && line.contains("direction=\"to_hubspot\"")
                        && line.contains("status=\"success\""))
                .anyMatch(line -> line.startsWith("hubspot_sync_queue_depth{entity_type=\"contacts\"} 0"))
                .anyMatch(line -> line.startsWith("hubspot_sync_links{entity_type=\"companies\"} 10"))
                .anyMatch(line -> line.startsWith("hubspot_sync_dead_letters{"))
                .anyMatch(line -> line.startsWith("hubspot_sync_lag_seconds{"))
                .anyMatch(line -> line.startsWith("hubspot_api_rate_limited_total 0"));
    }

    @Test
    void verify_names_what_nothing_explains_and_reconcile_has_the_running_server_mend_it() {
        installation.awaitAgreement();
        installation
                .contacts()
                .execute("update linchpin_link set base = '{}' where object_type = 'contacts'"
                        + " and id = (select max(id) from linchpin_link where object_type = 'contacts')");

        var different = beside("verify", "contacts", "--json");
        var reconciled = beside("reconcile", "--object", "contacts", "--repair", "--json");
        installation.awaitAgreement();
        var equal = beside("verify");

        assertThat(different.exitCode()).as(different.errors()).isEqualTo(8);
        var contacts = JSON.readTree(different.out()).path("types").path(0);
        assertThat(contacts.path("unexplained").asInt()).isPositive();
        assertThat(contacts.path("equal").asInt())
                .isEqualTo(contacts.path("links").asInt() - 1);
        assertThat(reconciled.exitCode()).as(reconciled.errors()).isZero();
        assertThat(equal.exitCode()).as(equal.out() + equal.errors()).isZero();
        assertThat(equal.out()).contains("contacts: ", "companies: ");
    }

    @Test
    void verify_refuses_a_type_that_is_not_mapped() {
        var wrong = beside("verify", "contcts");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.errors()).contains("contacts");
    }

    @Test
    void a_reconciliation_can_be_asked_for_over_http_and_its_report_read() {
        var started = installation
                .api()
                .post("/api/sync/reconcile", Map.of("entity_type", "contacts"))
                .orFail()
                .json()
                .path("runs")
                .path(0);
        var path = "/api/sync/reconciliation-runs/" + started.path("id").asInt();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> installation
                        .api()
                        .get(path)
                        .orFail()
                        .json()
                        .path("state")
                        .asString()
                        .equals("DONE"));

        var report = installation.api().get(path).orFail().json();
        assertThat(report.path("figures").path("links").asInt()).isGreaterThanOrEqualTo(30);
        assertThat(installation.api().all("/api/sync/reconciliation-runs?object_type=contacts"))
                .isNotEmpty();
        assertThat(installation
                        .api()
                        .post("/api/sync/reconcile", Map.of("entity", "contacts"))
                        .status())
                .isEqualTo(400);
        assertThat(installation.api().get("/api/sync/reconciliation-runs/0").status())
                .isEqualTo(404);
    }
}
