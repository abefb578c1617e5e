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

/** HubSpot fails in every way it can: nothing is doubled, nothing is lost, and all is well once it recovers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultContract {
    private static final int RECORDS = 60;

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    abstract Place place(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        installation = new Installation(
                        directory,
                        place(directory),
                        Account.with(RECORDS, 0),
                        Feed.WEBHOOKS,
                        // An unanswered write counts as not carried out after twice this.
                        "hubspot: { request-timeout: 2s }")
                .load();
    }

    @AfterEach
    void is_well() {
        installation.account().clearFaults();
        installation.assertWell();
    }

    @AfterAll
    void end() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void a_row_whose_creation_was_never_answered_exists_once_in_hubspot() {
        installation
                .account()
                .faults(List.of(Map.of(
                        "route", "POST /crm/objects/*/contacts/batch/upsert", "kind", "lost-response", "count", 1)));

        installation.contacts().insert(Map.of("email", "unanswered@row.example", "firstname", "Ada"));

        Wait.until(() -> installation.contacts().recordOf("unanswered@row.example") != null);
        assertThat(installation
                        .account()
                        .stats()
                        .path("faults")
                        .path("lost-response")
                        .asInt())
                .isPositive();
        installation.awaitAgreement();
        assertThat(installation.account().count("email", "unanswered@row.example"))
                .isOne();
        assertThat(installation.contacts().count("email", "unanswered@row.example"))
                .isOne();
    }

    private int struck(String fault) {
        return installation.account().stats().path("faults").path(fault).asInt();
    }

    @Test
    void edits_on_both_sides_arrive_although_every_fifth_call_is_answered_with_an_error() {
        assertArrivesDespite("errors", List.of("500", "423", "429"));
    }

    @Test
    void edits_on_both_sides_arrive_although_every_fifth_connection_breaks_or_crawls() {
        assertArrivesDespite("connections", List.of("reset", "slow", "truncated", "lost-response"));
    }

    private void assertArrivesDespite(String kind, List<String> faults) {
        var records = installation.contacts().records(RECORDS);
        installation
                .account()
                .faults(faults.stream()
                        .map(fault -> Map.<String, Object>of("route", "*", "kind", fault, "rate", 0.2 / faults.size()))
                        .toList());

        for (var number = 0; number < RECORDS; number += 2) {
            installation.contacts().set(records.get(number), "jobtitle", "Row " + kind);
            installation.account().edit(records.get(number + 1), "jobtitle", "Record " + kind);
            if (number % 10 == 0) {
                installation.contacts().insert(Map.of("email", "row-" + number + "@" + kind + ".example"));
                installation.account().create(Map.of("email", "record-" + number + "@" + kind + ".example"));
            }
        }
        Wait.until(() -> installation.contacts().count("jobtitle", "Record " + kind) > 0);
        Wait.until(() -> faults.stream().anyMatch(fault -> struck(fault) > 0));
        installation.account().clearFaults();

        installation.awaitAgreement();
        assertThat(installation.contacts().count("jobtitle", "Row " + kind)).isEqualTo(RECORDS / 2);
        assertThat(installation.contacts().count("jobtitle", "Record " + kind)).isEqualTo(RECORDS / 2);
        for (var number = 0; number < RECORDS; number += 10) {
            for (var side : List.of("row-", "record-")) {
                var email = side + number + "@" + kind + ".example";
                assertThat(installation.account().count("email", email))
                        .as(email)
                        .isOne();
                assertThat(installation.contacts().count("email", email))
                        .as(email)
                        .isOne();
            }
        }
        assertThat(installation.api().all("/api/conflicts")).isEmpty();
        assertThat(installation.api().all("/api/dead-letters")).isEmpty();
    }
}
