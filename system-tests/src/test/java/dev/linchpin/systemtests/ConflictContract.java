package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Both sides change one field while Linchpin is stopped: nobody's edit is lost, and a person decides over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConflictContract {
    private static final String OURS = "Captain";
    private static final String THEIRS = "Admiral";

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    @SuppressWarnings("NullAway.Init") // set before any test
    private List<String> records;

    abstract Place place(Path directory);

    @BeforeAll
    void edit_both_sides_while_stopped(@TempDir Path directory) {
        installation = new Installation(directory, place(directory), Account.with(20, 0), Feed.WEBHOOKS, "").load();
        records = installation.contacts().records(7);
        installation.server().stop();
        for (var record : records) {
            installation.contacts().set(record, "jobtitle", OURS);
            installation.account().edit(record, "jobtitle", THEIRS);
        }
        var same = records.getLast();
        installation.account().edit(same, "jobtitle", OURS);
        installation.contacts().set(same, "city", "Hull");
        installation.account().edit(same, "country", "Norway");
        installation.serve();
    }

    @AfterEach
    void is_well() {
        installation.assertWell();
    }

    @AfterAll
    void end() {
        if (installation != null) {
            installation.close();
        }
    }

    private JsonNode conflict(String record) {
        Wait.until(() -> !installation.api().conflicts(record).isEmpty());
        var open = installation.api().conflicts(record);
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private Answer resolve(JsonNode conflict, Map<String, ?> body) {
        return installation.api().post("/api/conflicts/" + conflict.path("id").asLong() + "/resolve", body);
    }

    private void assertSettled(String record, String value) {
        installation.awaitBothSides(record, "jobtitle", value);
        Wait.until(() -> installation.api().conflicts(record).isEmpty());
        installation.settle();
        installation.awaitBothSides(record, "jobtitle", value);
    }

    @Test
    void the_conflict_shows_both_values_and_nothing_is_overwritten() {
        var record = records.get(0);

        var conflict = conflict(record);

        assertThat(conflict.path("field_name").asString()).isEqualTo("jobtitle");
        assertThat(conflict.path("database_value").asString()).isEqualTo(OURS);
        assertThat(conflict.path("hubspot_value").asString()).isEqualTo(THEIRS);
        assertThat(installation.inSql(record, "jobtitle")).isEqualTo(OURS);
        assertThat(installation.inHubSpot(record, "jobtitle")).isEqualTo(THEIRS);
    }

    @Test
    void the_other_fields_of_the_record_go_on() {
        var record = records.get(1);
        var before = conflict(record);

        installation.contacts().set(record, "city", "Oslo");
        installation.awaitBothSides(record, "city", "Oslo");
        installation.account().edit(record, "country", "Sweden");
        installation.awaitBothSides(record, "country", "Sweden");

        assertThat(conflict(record)).isEqualTo(before);
        assertThat(installation.inSql(record, "jobtitle")).isEqualTo(OURS);
        assertThat(installation.inHubSpot(record, "jobtitle")).isEqualTo(THEIRS);
    }

    @Test
    void a_conflict_is_resolved_for_hubspot() {
        var record = records.get(2);
        var conflict = conflict(record);

        var answer = resolve(
                conflict,
                Map.of(
                        "resolution",
                        "hubspot",
                        "version",
                        conflict.path("version").asInt()));

        assertThat(answer.status()).isEqualTo(200);
        assertSettled(record, THEIRS);
    }

    @Test
    void a_conflict_is_resolved_for_the_database() {
        var record = records.get(3);

        var answer = resolve(conflict(record), Map.of("resolution", "database", "field_name", "jobtitle"));

        assertThat(answer.status()).isEqualTo(200);
        assertSettled(record, OURS);
    }

    @Test
    void a_conflict_is_resolved_by_a_third_value() {
        var record = records.get(4);
        conflict(record);

        var answer = installation
                .api()
                .post(
                        "/api/sync/contacts/hubspot:" + record + "/resolve-conflict",
                        Map.of("field_name", "jobtitle", "resolution", "value", "value", "Commodore"));

        assertThat(answer.status()).isEqualTo(200);
        assertSettled(record, "Commodore");
    }

    @Test
    void a_resolution_of_values_that_have_moved_is_refused() {
        var record = records.get(5);
        var shown = conflict(record);
        installation.account().edit(record, "jobtitle", "Bosun");
        Wait.until(() -> conflict(record).path("hubspot_value").asString().equals("Bosun"));

        var refused = resolve(
                shown,
                Map.of("resolution", "hubspot", "version", shown.path("version").asInt()));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("conflict_moved");
        var now = refused.json().path("conflict");
        assertThat(now.path("hubspot_value").asString()).isEqualTo("Bosun");
        assertThat(installation.inSql(record, "jobtitle")).isEqualTo(OURS);

        var accepted = resolve(
                shown,
                Map.of("resolution", "hubspot", "version", now.path("version").asInt()));

        assertThat(accepted.status()).isEqualTo(200);
        assertSettled(record, "Bosun");
    }

    @Test
    void the_same_edit_on_both_sides_and_edits_of_different_fields_are_no_conflict() {
        var record = records.getLast();

        installation.awaitBothSides(record, "city", "Hull");
        installation.awaitBothSides(record, "country", "Norway");
        installation.awaitBothSides(record, "jobtitle", OURS);
        installation.settle();

        assertThat(installation.api().conflicts(record)).isEmpty();
    }
}
