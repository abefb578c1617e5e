package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void sync_once_brings_both_sides_in_step_and_ends(@TempDir Path directory) {
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
}
