package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of a server that runs: whatever is done on one side soon shows on the other. Webhooks are on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SyncContract {
    private static final int CONTACTS = 250;

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    abstract Place place(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        installation =
                new Installation(directory, place(directory), Account.with(CONTACTS, 20), Feed.WEBHOOKS, "").load();
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

    /** A record that no other test touches. */
    private String record(int number) {
        return installation.contacts().records(number + 1).get(number);
    }

    @Test
    void everything_in_hubspot_is_loaded() {
        assertThat(installation.account().contacts(installation.contacts().fields()))
                .hasSizeGreaterThanOrEqualTo(CONTACTS);
        assertThat(new Table(installation.place(), "companies").count()).isEqualTo(20);
        installation.awaitAgreement();
    }

    @Test
    void an_update_by_another_program_reaches_hubspot() {
        var record = record(1);

        installation.contacts().set(record, "jobtitle", "Captain");

        installation.awaitBothSides(record, "jobtitle", "Captain");
    }

    @Test
    void an_edit_in_hubspot_reaches_the_row() {
        var record = record(2);

        installation.account().edit(record, "jobtitle", "Admiral");

        installation.awaitBothSides(record, "jobtitle", "Admiral");
    }

    @Test
    void an_inserted_row_appears_in_hubspot_once() {
        installation.contacts().insert(Map.of("email", "ada@row.example", "firstname", "Ada"));

        Wait.until(() -> installation.contacts().recordOf("ada@row.example") != null);
        installation.awaitAgreement();
        assertThat(installation.account().count("email", "ada@row.example")).isOne();
        assertThat(installation.contacts().count("email", "ada@row.example")).isOne();
    }

    @Test
    void a_record_created_by_another_integration_appears_in_sql_once() {
        installation.account().createByApi(Map.of("email", "grace@api.example", "firstname", "Grace"));

        Wait.until(() -> installation.contacts().recordOf("grace@api.example") != null);
        installation.awaitAgreement();
        assertThat(installation.contacts().count("email", "grace@api.example")).isOne();
        assertThat(installation.account().count("email", "grace@api.example")).isOne();
    }

    @Test
    void deleting_a_row_archives_the_record() {
        var record = installation.account().create(Map.of("email", "short@lived.example"));
        Wait.until(() -> installation.contacts().recordOf("short@lived.example") != null);

        installation.contacts().delete(record);

        Wait.until(() -> !installation.account().isLive(record));
        installation.awaitAgreement();
    }

    @Test
    void archiving_a_record_deletes_the_row() {
        var record = installation.account().create(Map.of("email", "gone@soon.example"));
        Wait.until(() -> installation.contacts().recordOf("gone@soon.example") != null);

        installation.account().archive(record);

        Wait.until(() -> installation.contacts().count("email", "gone@soon.example") == 0);
        assertThat(installation.account().isLive(record)).isFalse();
        installation.awaitAgreement();
    }

    @Test
    void two_quick_edits_of_one_field_of_a_row_are_no_conflict() {
        var record = record(3);

        for (var round = 1; round <= 5; round++) {
            installation.contacts().set(record, "city", "Bonn " + round);
            pause(round);
            installation.contacts().set(record, "city", "Kiel " + round);
            installation.awaitBothSides(record, "city", "Kiel " + round);
        }

        assertNothingIsHeld(record);
    }

    @Test
    void two_quick_edits_of_one_field_in_hubspot_are_no_conflict() {
        var record = record(4);

        for (var round = 1; round <= 5; round++) {
            installation.account().edit(record, "city", "Bonn " + round);
            pause(round);
            installation.account().edit(record, "city", "Kiel " + round);
            installation.awaitBothSides(record, "city", "Kiel " + round);
        }

        assertNothingIsHeld(record);
    }

    private void assertNothingIsHeld(String record) {
        installation.settle();
        assertThat(installation.api().conflicts(record)).isEmpty();
        assertThat(installation.api().deadLetters(record)).isEmpty();
    }

    /** About as long as a write to the other side takes, so that the second edit falls before, into and after it. */
    private static void pause(int round) {
        Wait.exactly(Duration.ofMillis(25L * round));
    }

    @Test
    void a_record_is_created_read_changed_and_deleted_over_http() {
        var api = installation.api();
        var created =
                api.post("/api/contacts", Map.of("email", "http@api.example", "firstname", "Hedy", "lastname", "L"));
        assertThat(created.status()).isEqualTo(201);
        var path = Objects.requireNonNull(created.headers().get("Location"));
        Wait.until(() -> !api.get(path).json().path("hubspot_id").isNull());
        var record = api.get(path).json().path("hubspot_id").asString();
        installation.awaitBothSides(record, "firstname", "Hedy");

        assertThat(api.send("PATCH", path, "{\"firstname\":\"Hedwig\"}").status())
                .isEqualTo(200);
        installation.awaitBothSides(record, "firstname", "Hedwig");
        assertThat(installation.inHubSpot(record, "lastname")).isEqualTo("L");

        assertThat(api.send("PUT", path, "{\"email\":\"http@api.example\",\"firstname\":\"Eva\"}")
                        .status())
                .isEqualTo(200);
        installation.awaitBothSides(record, "firstname", "Eva");
        Wait.untilAsserted(
                () -> assertThat(installation.inHubSpot(record, "lastname")).isNullOrEmpty());

        installation.account().edit(record, "city", "Vienna");
        Wait.until(() -> api.get("/api/contacts/hubspot:" + record)
                .json()
                .path("city")
                .asString("")
                .equals("Vienna"));
        assertThat(api.get("/api/contacts?email=http@api.example").json().path("items"))
                .hasSize(1);

        assertThat(api.send("DELETE", path, "").status()).isEqualTo(204);
        Wait.until(() -> !installation.account().isLive(record));
        assertThat(api.get(path).status()).isEqualTo(404);
    }
}
