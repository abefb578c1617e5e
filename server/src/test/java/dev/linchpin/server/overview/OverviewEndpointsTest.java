package dev.linchpin.server.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linchpin.server.testing.DemoSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How the whole stands, as the API tells it of a server that runs. */
class OverviewEndpointsTest {
    private static final List<String> STANDINGS = List.of("in_sync", "pending", "conflicts", "failed", "parked");

    @TempDir
    Path directory;

    private static JsonNode contacts(JsonNode overview) {
        return overview.path("types")
                .valueStream()
                .filter(type -> type.path("object_type").asString().equals("contacts"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode contacts(DemoSession demo) {
        var contacts = contacts(demo.get("/api/overview"));
        assertThat(STANDINGS.stream()
                        .mapToLong(standing -> contacts.path(standing).asLong())
                        .sum())
                .isEqualTo(contacts.path("linked").asLong());
        return contacts;
    }

    private static void awaitContacts(DemoSession demo, String figure, long count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(contacts(demo).path(figure).asLong()).isEqualTo(count));
    }

    @Test
    void two_sides_in_step_are_told_to_be_so() {
        try (var demo = DemoSession.start(directory)) {
            awaitContacts(demo, "in_sync", 20);
            var overview = demo.get("/api/overview");

            assertThat(overview.path("idle").asBoolean()).isTrue();
            assertThat(overview.path("open_conflicts").asLong()).isZero();
            assertThat(overview.path("problems").isEmpty()).isTrue();
            assertThat(overview.path("running").isEmpty()).isTrue();
            assertThat(contacts(overview).path("lag_to_hubspot_seconds").asDouble())
                    .isZero();
            assertThat(overview.path("feeds")
                            .valueStream()
                            .map(feed -> feed.path("feed").asString() + " "
                                    + feed.path("object_type").asString()))
                    .contains("webhooks contacts", "polling contacts", "polling companies");
            assertThat(overview.at("/budget/share").asDouble()).isEqualTo(0.9);
            assertThat(overview.at("/budget/limits")
                            .valueStream()
                            .map(limit -> limit.path("name").asString()))
                    .containsExactly("burst", "daily", "search");
            assertThat(overview.at("/budget/limits/1/used").asLong()).isPositive();
        }
    }

    @Test
    void a_difference_behind_the_engines_back_shows_after_the_next_check_until_it_is_mended() {
        try (var demo = DemoSession.start(directory)) {
            awaitContacts(demo, "in_sync", 20);
            demo.unseen("update contacts set jobtitle = 'Spy' where id = 3");

            demo.post("/api/sync/reconcile", "{\"entity_type\": \"contacts\", \"repair\": false}");

            awaitContacts(demo, "differing", 1);
            assertThat(contacts(demo).path("in_sync").asLong()).isEqualTo(20);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(contacts(demo).path("check").asString()).isEqualTo("full"));

            demo.post("/api/sync/contacts/3/to-hubspot", "");
            awaitContacts(demo, "differing", 0);
            awaitContacts(demo, "in_sync", 20);
        }
    }

    @Test
    void a_conflict_counts_once_however_many_fields_it_is_about() {
        try (var demo = DemoSession.start(directory)) {
            var record = String.valueOf(
                    demo.query("select hubspot_id from contacts where id = 2").getFirst());
            // While it cannot be told, both sides change.
            demo.simulator("PUT", "/faults", "{\"rules\": [{\"route\": \"*\", \"kind\": \"503\", \"rate\": 1}]}");
            demo.sql("update contacts set jobtitle = 'ours', city = 'ours' where id = 2");
            demo.edit(record, "jobtitle", "theirs");
            demo.edit(record, "city", "theirs");
            demo.simulator("DELETE", "/faults", "");

            awaitContacts(demo, "conflicts", 1);
            assertThat(demo.get("/api/overview").path("open_conflicts").asLong())
                    .isEqualTo(2);
            awaitContacts(demo, "in_sync", 19);
        }
    }

    @Test
    void what_is_not_understood_is_refused() {
        try (var demo = DemoSession.start(directory)) {
            assertThat(demo.get("/api/overview?type=contacts").path("parameter").asString())
                    .isEqualTo("type");
        }
    }
}
