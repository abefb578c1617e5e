package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Mirrors as people run them: once, or for good, with no more rights than to read. */
class MirrorTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String ONLY_MIRRORS = "objects:\n  contacts: { mode: mirror }\n  deals: { mode: mirror }\n";

    @Test
    void once_and_then_for_good_with_a_token_that_may_only_read(@TempDir Path directory) {
        var account = Account.start(SimulatorOptions.defaults().withRecords(230, 0, 40));
        try (var alone = new Installation(directory, Place.sqlite(directory), account, Feed.POLLING, ONLY_MIRRORS)) {
            account.settings(Map.of(
                    "tokens",
                    List.of(Map.of(
                            "token",
                            "reader",
                            "scopes",
                            List.of(
                                    "crm.objects.contacts.read",
                                    "crm.objects.deals.read",
                                    "crm.schemas.deals.read")))));
            account.forgetStats();
            var environment = new HashMap<>(alone.environment());
            environment.remove("HUBSPOT_ACCESS_TOKEN");
            environment.put("HUBSPOT_API_KEY", "reader");
            environment.put("SYNC_INTERVAL_MINUTES", "600");

            var once = Program.run(directory, environment, "sync", "--once");
            assertThat(once.exitCode()).as(once.errors()).isZero();
            assertThat(once.out().lines())
                    .anyMatch(line -> line.matches("contacts +230 +230 +success"))
                    .anyMatch(line -> line.matches("deals +40 +40 +success"))
                    .anyMatch(line -> line.matches("deal_pipelines +1 .*success"));
            var status = Program.run(directory, environment, "status");
            assertThat(status.out().lines()).anyMatch(line -> line.matches("contacts +230 +success .*"));
            var again = Program.run(directory, environment, "sync", "--once");
            assertThat(again.out().lines())
                    .as("long before it would be due")
                    .anyMatch(line -> line.matches("contacts +230 +0 +success"));

            try (var server = RunningServer.start(directory, environment)) {
                Wait.until(() -> server.api()
                        .get("/api/overview")
                        .orFail()
                        .json()
                        .path("mirrors")
                        .valueStream()
                        .noneMatch(mirror -> mirror.path("running").asBoolean()));
                var mirrors = server.api().get("/api/status").orFail().json().path("mirrors");
                assertThat(mirrors.valueStream()
                                .map(mirror -> mirror.path("object_type").asString()))
                        .containsExactly("contacts", "deals", "deal_pipelines");
                assertThat(mirrors.path(0).path("next_run_at").asString()).isNotEmpty();
                assertThat(server.api().isIdle()).isTrue();
                assertThat(server.program().hasStackTrace()).isFalse();
            }
            assertThat(account.stats().path("writes")).as("writes to HubSpot").isEmpty();
            assertThat(account.stats().path("rateLimited")).isEmpty();
        }
    }

    @Test
    void beside_types_that_are_kept_in_step(@TempDir Path directory) {
        var account = Account.start(SimulatorOptions.defaults().withRecords(20, 0, 30));
        try (var both = new Installation(
                directory,
                Place.sqlite(directory),
                account,
                Feed.POLLING,
                "objects:\n  contacts: {}\n  deals: { mode: mirror, properties: [dealname, dealstage] }\n")) {
            both.load();
            Wait.until(
                    () -> JSON.readTree(both.api().get("/api/status").orFail().text())
                                    .path("mirrors")
                                    .path(0)
                                    .path("rows")
                                    .asInt()
                            == 30);

            assertThat(both.contacts().count()).isEqualTo(20);
            assertThat(both.api().get("/metrics").text())
                    .contains("hubspot_sync_duration_seconds_count{direction=\"from_hubspot\",entity_type=\"deals\","
                            + "status=\"success\"}");
            both.assertWell();
        }
    }

    @Test
    void a_failure_is_told_by_the_exit_code(@TempDir Path directory) throws SQLException {
        var account = Account.start(SimulatorOptions.defaults().withRecords(5, 0, 0));
        try (var alone = new Installation(
                directory,
                Place.sqlite(directory),
                account,
                Feed.POLLING,
                "objects:\n  contacts: { mode: mirror }\n")) {
            try (var connection = DriverManager.getConnection(alone.place().url());
                    var statement = connection.createStatement()) {
                statement.execute("create table hubspot_contacts (ship text)");
            }

            var failed = Program.run(directory, alone.environment(), "sync", "--once");

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.out().lines()).anyMatch(line -> line.matches("contacts +- +0 +failed"));
            assertThat(failed.errors()).contains("contacts: There is a table 'hubspot_contacts' already", "Rename it");
            assertThat(failed.hasStackTrace()).isFalse();
        }
    }
}
