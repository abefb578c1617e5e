package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Values that HubSpot refuses: they stop at their own field, say why, and heal when they are mended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeadLetterContract {
    private static final int BATCH = 100;

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    abstract Place place(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        installation =
                new Installation(directory, place(directory), Account.with(BATCH + 10, 0), Feed.WEBHOOKS, "").load();
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

    private String record(int number) {
        return installation.contacts().records(number + 1).get(number);
    }

    private JsonNode letter(String record) {
        Wait.until(() -> !installation.api().deadLetters(record).isEmpty());
        var letters = installation.api().deadLetters(record);
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private Answer act(JsonNode letter, String action) {
        return installation
                .api()
                .send("POST", "/api/dead-letters/" + letter.path("id").asLong() + "/" + action, "");
    }

    @Test
    void one_invalid_record_among_a_hundred_keeps_nobody_else_waiting_and_heals_when_it_is_corrected() {
        var contacts = installation.contacts();
        var batch = contacts.records(BATCH);
        var poisoned = batch.get(41);
        var before = installation.inHubSpot(poisoned, "lifecyclestage");

        contacts.execute(
                "update " + contacts.name() + " set jobtitle = 'Batch', lifecyclestage ="
                        + " case when hubspot_id = ? then 'nonsense' else lifecyclestage end"
                        + " where id <= (select id from " + contacts.name() + " where hubspot_id = ?)",
                poisoned,
                batch.getLast());

        Wait.untilAsserted(() ->
                assertThat(installation.account().count("jobtitle", "Batch")).isEqualTo(BATCH));
        var letter = letter(poisoned);
        assertThat(installation.api().all("/api/dead-letters")).hasSize(1);
        assertThat(letter.path("field_name").asString()).isEqualTo("lifecyclestage");
        assertThat(letter.path("refused_value").asString()).isEqualTo("nonsense");
        assertThat(letter.path("message").asString())
                .contains("nonsense was not one of the allowed options")
                .contains("subscriber");
        assertThat(installation.inHubSpot(poisoned, "lifecyclestage")).isEqualTo(before);

        contacts.set(poisoned, "lifecyclestage", "customer");

        installation.awaitBothSides(poisoned, "lifecyclestage", "customer");
        Wait.until(() -> installation.api().all("/api/dead-letters").isEmpty());
        installation.awaitAgreement();
    }

    @Test
    void a_dead_letter_is_retried_when_hubspot_has_learnt_the_value() {
        var record = record(BATCH + 1);
        installation.contacts().set(record, "interests", "sailing");
        var letter = letter(record);
        installation.account().addOption("interests", "sailing");

        assertThat(act(letter, "retry").status()).isEqualTo(200);

        installation.awaitBothSides(record, "interests", "sailing");
        Wait.until(() -> installation.api().deadLetters(record).isEmpty());
        assertThat(act(letter, "retry").status()).isEqualTo(404);
    }

    @Test
    void a_retry_that_is_refused_again_leaves_one_dead_letter() {
        var record = record(BATCH + 2);
        installation.contacts().set(record, "lifecyclestage", "still nonsense");
        var letter = letter(record);

        assertThat(act(letter, "retry").status()).isEqualTo(200);

        Wait.until(() -> installation.api().deadLetters(record).stream()
                .anyMatch(again -> !again.path("at").equals(letter.path("at"))));
        assertThat(installation.api().deadLetters(record)).hasSize(1);
        installation.contacts().set(record, "lifecyclestage", "customer");
        installation.awaitBothSides(record, "lifecyclestage", "customer");
    }

    @Test
    void a_discarded_dead_letter_is_left_alone_until_the_row_changes_again() {
        var record = record(BATCH + 3);
        installation.contacts().set(record, "lifecyclestage", "nonsense too");
        var letter = letter(record);

        assertThat(act(letter, "discard").status()).isEqualTo(200);

        Wait.until(() -> installation.api().deadLetters(record).stream()
                .allMatch(left -> left.path("discarded").asBoolean()));
        installation.contacts().set(record, "city", "Turin");
        installation.awaitBothSides(record, "city", "Turin");
        assertThat(installation.inSql(record, "lifecyclestage")).isEqualTo("nonsense too");
        installation.contacts().set(record, "lifecyclestage", "customer");
        installation.awaitBothSides(record, "lifecyclestage", "customer");
        Wait.until(() -> installation.api().deadLetters(record).isEmpty());
    }
}
