package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                new Installation(directory, place(directory), Account.with(BATCH + 30, 0), Feed.WEBHOOKS, "").load();
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

    // --- many of one cause
    // ---------------------------------------------------------------------------------------------

    private List<String> records(int from, int to) {
        return installation.contacts().records(to).subList(from, to);
    }

    private Answer bulk(String action, Map<String, ?> which) {
        return installation.api().post("/api/dead-letters/" + action, which);
    }

    @Test
    void dead_letters_are_grouped_by_cause_without_the_values_and_retried_or_discarded_together() {
        var some = records(BATCH + 4, BATCH + 8);
        var addresses = some.stream()
                .map(record -> String.valueOf(installation.inSql(record, "email")))
                .toList();
        some.forEach(record -> installation.contacts().set(record, "email", "nobody" + record + "@"));
        var letters = some.stream().map(this::letter).toList();

        var group = installation
                .api()
                .get("/api/dead-letters/groups")
                .orFail()
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("field_name").asString("").equals("email"))
                .findFirst()
                .orElseThrow();

        assertThat(group.path("count").asInt()).isEqualTo(4);
        assertThat(group.path("refused_by").asString()).isEqualTo("HUBSPOT");
        assertThat(group.path("message").asString()).isEqualTo("Email address … is invalid");
        assertThat(group.path("advice").asString()).isEqualTo("Correct the address.");
        var ofCause = "/api/dead-letters?cause=" + group.path("cause").asString();
        assertThat(installation.api().all(ofCause))
                .containsExactlyInAnyOrderElementsOf(letters)
                .allSatisfy(letter -> {
                    assertThat(letter.path("cause")).isEqualTo(group.path("cause"));
                    assertThat(letter.path("record_name").asString("")).isNotBlank();
                    assertThat(letter.path("field_label").asString()).isEqualTo("Email");
                    assertThat(letter.path("hubspot_url").asString())
                            .endsWith("/" + letter.path("hubspot_id").asString());
                });

        var which = Map.of("cause", group.path("cause").asString());
        assertThat(bulk("retry", which).orFail().json().path("done").asInt()).isEqualTo(4);
        Wait.untilAsserted(
                () -> assertThat(installation.api().all(ofCause)).hasSize(4).doesNotContainAnyElementsOf(letters));

        assertThat(bulk("discard", which).orFail().json().path("matched").asInt())
                .isEqualTo(4);
        assertThat(installation.api().all(ofCause)).isEmpty();
        for (var index = 0; index < some.size(); index++) {
            installation.contacts().set(some.get(index), "email", addresses.get(index));
        }
        installation.settle();
    }

    @Test
    void chosen_dead_letters_are_discarded_together() {
        var some = records(BATCH + 8, BATCH + 10);
        var ids = new ArrayList<Long>();
        for (var record : some) {
            installation.contacts().set(record, "lifecyclestage", "gibberish");
            ids.add(letter(record).path("id").asLong());
        }
        ids.add(999_999L);

        var done = bulk("discard", Map.of("ids", ids)).orFail().json();

        assertThat(done.path("matched").asInt()).isEqualTo(3);
        assertThat(done.path("done").asInt()).isEqualTo(2);
        some.forEach(record -> {
            assertThat(installation.api().deadLetters(record)).isEmpty();
            installation.contacts().set(record, "lifecyclestage", "lead");
        });
        installation.settle();
    }

    // --- correcting
    // ------------------------------------------------------------------------------------------------------

    private Answer correct(JsonNode letter, Object value) {
        return installation
                .api()
                .send("PUT", "/api/dead-letters/" + letter.path("id").asLong(), Answer.json(Map.of("value", value)));
    }

    @Test
    void a_value_that_hubspot_refused_is_corrected_in_the_row_and_delivered() {
        var record = record(BATCH + 11);
        installation.contacts().set(record, "lifecyclestage", "balderdash");
        var letter = letter(record);

        assertThat(correct(letter, List.of("no", "list")).status()).isEqualTo(400);
        assertThat(correct(letter, "customer").orFail().json().path("outcome").asString())
                .isEqualTo("retrying");

        installation.awaitBothSides(record, "lifecyclestage", "customer");
        Wait.until(() -> installation.api().deadLetters(record).isEmpty());
    }

    /** Has only one contact at a time be an heir. */
    void makeUnique(Table contacts) {
        contacts.execute("create unique index sole_heir on " + contacts.name()
                + " (jobtitle) where jobtitle in ('Sole heir', 'Second heir')");
    }

    @Test
    void a_value_that_the_row_refused_is_corrected_on_both_sides() {
        var record = record(BATCH + 12);
        var contacts = installation.contacts();
        contacts.set(record(BATCH + 13), "jobtitle", "Sole heir");
        makeUnique(contacts);
        installation.account().edit(record, "jobtitle", "Sole heir");
        var letter = letter(record);
        assertThat(letter.path("refused_by").asString()).isEqualTo("DATABASE");
        assertThat(letter.path("advice").asString()).contains("must be unique");

        assertThat(correct(letter, "Sole heir").status()).isEqualTo(422);
        correct(letter, "Second heir").orFail();

        installation.awaitBothSides(record, "jobtitle", "Second heir");
        Wait.until(() -> installation.api().deadLetters(record).isEmpty());
    }

    @Test
    void a_correction_of_a_row_that_is_gone_is_refused() {
        var record = record(BATCH + 14);
        installation.contacts().set(record, "lifecyclestage", "claptrap");
        var letter = letter(record);
        // While HubSpot is away the deletion cannot be carried over, and the dead letter stays.
        installation.account().faults(List.of(Map.of("route", "*", "kind", "503")));
        try {
            installation.contacts().delete(record);

            var refused = correct(letter, "customer");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("code").asString()).isEqualTo("record_gone");
        } finally {
            installation.account().clearFaults();
        }
        Wait.until(() -> installation.api().deadLetters(record).isEmpty());
    }
}
