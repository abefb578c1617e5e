package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database server is restarted under a running Linchpin, while people go on editing. */
class RestartedDatabaseTest {
    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Test
    void edits_on_both_sides_survive_a_restart_of_the_database(@TempDir Path directory) throws IOException {
        var data = Files.createDirectory(directory.resolve("data"));
        var postgres = start(data, 0);
        try {
            var place = new Place(postgres.getJdbcUrl("postgres", "postgres"), "hubspot.");
            try (var installation = new Installation(directory, place, Account.with(60, 5), Feed.WEBHOOKS, "").load()) {
                var records = installation.contacts().records(40);
                for (var record : records.subList(0, 20)) {
                    installation.contacts().set(record, "city", "Bonn");
                    installation.account().edit(record, "jobtitle", "Captain");
                }
                var port = postgres.getPort();
                postgres.close();
                for (var record : records.subList(10, 30)) {
                    installation.account().edit(record, "jobtitle", "Admiral");
                }
                Wait.untilAsserted(
                        () -> assertThat(installation.server().program().errors())
                                .contains("the database cannot be reached"));
                assertThat(installation.api().get("/health/live").status()).isEqualTo(200);

                postgres = start(data, port);
                for (var record : records.subList(20, 40)) {
                    installation.contacts().set(record, "city", "Kiel");
                }

                installation.awaitAgreement();
                assertThat(records.subList(0, 20))
                        .allSatisfy(record -> assertThat(installation.inHubSpot(record, "city"))
                                .isEqualTo("Bonn"));
                assertThat(records.subList(20, 40))
                        .allSatisfy(record -> assertThat(installation.inHubSpot(record, "city"))
                                .isEqualTo("Kiel"));
                assertThat(records.subList(10, 30))
                        .allSatisfy(record -> assertThat(installation.inSql(record, "jobtitle"))
                                .isEqualTo("Admiral"));
                assertThat(installation.api().all("/api/conflicts")).isEmpty();
                assertThat(installation.api().all("/api/dead-letters")).isEmpty();
                Wait.untilAsserted(() -> assertThat(place.contacts()
                                .query("select 1 from pg_locks where locktype = 'advisory' and granted"))
                        .as("Linchpin waits for notices again")
                        .hasSize(1));
                assertThat(installation.server().program().errors().lines().filter(line -> line.contains("WARN")))
                        .as("one line for each way to fail, not one for each loop")
                        .hasSizeLessThan(8);
                installation.assertWell();
            }
        } finally {
            postgres.close();
        }
    }
}
