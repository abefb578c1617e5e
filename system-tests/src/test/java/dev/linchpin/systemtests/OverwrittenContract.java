package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody edits in HubSpot between Linchpin's read and its write, which HubSpot cannot prevent: the edit comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverwrittenContract {
    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    abstract Place place(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        installation = new Installation(directory, place(directory), Account.with(20, 0), Feed.WEBHOOKS, "").load();
    }

    @AfterEach
    void is_well() {
        installation.account().settings(Map.of("latency", "0ms"));
        installation.assertWell();
    }

    @AfterAll
    void end() {
        if (installation != null) {
            installation.close();
        }
    }

    /** Makes "Captain" of the row overwrite "Admiral" in HubSpot. */
    private JsonNode overwrite(String record) {
        var account = installation.account();
        installation.settle();
        account.settings(Map.of("latency", "400ms"));
        account.forgetStats();
        installation.contacts().set(record, "jobtitle", "Captain");
        // What is read is on its way back, and nothing is written yet.
        Wait.until(() -> reads() > 0);
        account.edit(record, "jobtitle", "Admiral");
        Wait.until(() -> "Captain".equals(account.value(record, "jobtitle")));
        account.settings(Map.of("latency", "0ms"));
        Wait.until(() -> !installation.api().conflicts(record).isEmpty());
        return installation.api().conflicts(record).getFirst();
    }

    private long reads() {
        return installation.account().calls(route -> route.endsWith("/batch/read"));
    }

    private Answer resolve(JsonNode conflict, Map<String, ?> body) {
        return installation.api().post("/api/conflicts/" + conflict.path("id").asLong() + "/resolve", body);
    }

    @Test
    void an_edit_that_was_overwritten_is_shown_and_can_be_brought_back() {
        var record = installation.contacts().records(1).getFirst();

        var conflict = overwrite(record);

        assertThat(conflict.path("kind").asString()).isEqualTo("OVERWRITTEN");
        assertThat(conflict.path("database_value").asString()).isEqualTo("Captain");
        assertThat(conflict.path("hubspot_value").asString()).isEqualTo("Admiral");
        assertThat(resolve(conflict, Map.of("resolution", "hubspot")).status()).isEqualTo(200);
        installation.awaitBothSides(record, "jobtitle", "Admiral");
        Wait.until(() -> installation.api().conflicts(record).isEmpty());
    }

    @Test
    void a_resolution_is_refused_when_the_row_has_changed_since() {
        var record = installation.contacts().records(2).getLast();
        var conflict = overwrite(record);
        installation.contacts().set(record, "jobtitle", "Commodore");
        installation.settle();

        var answer = resolve(
                conflict,
                Map.of(
                        "resolution",
                        "hubspot",
                        "version",
                        conflict.path("version").asInt()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(installation.inSql(record, "jobtitle")).isEqualTo("Commodore");
    }

    @Test
    void a_later_edit_in_hubspot_outlives_the_decision_that_knew_nothing_of_it() {
        var record = installation.contacts().records(3).getLast();
        var conflict = overwrite(record);
        installation.account().edit(record, "jobtitle", "Bosun");

        assertThat(resolve(conflict, Map.of("resolution", "database")).status()).isEqualTo(200);

        installation.awaitBothSides(record, "jobtitle", "Bosun");
    }

    @Test
    void bringing_back_an_edit_against_a_later_one_in_hubspot_is_a_conflict_of_those_two() {
        var record = installation.contacts().records(4).getLast();
        var conflict = overwrite(record);
        installation.account().edit(record, "jobtitle", "Bosun");

        assertThat(resolve(conflict, Map.of("resolution", "hubspot")).status()).isEqualTo(200);

        Wait.untilAsserted(() -> assertThat(installation.api().conflicts(record))
                .singleElement()
                .satisfies(now -> {
                    assertThat(now.path("database_value").asString()).isEqualTo("Admiral");
                    assertThat(now.path("hubspot_value").asString()).isEqualTo("Bosun");
                }));
        assertThat(installation.inHubSpot(record, "jobtitle")).isEqualTo("Bosun");
    }
}
