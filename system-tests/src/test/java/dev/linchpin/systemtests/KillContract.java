package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server is killed at random moments of its load, and while people work on both sides: nothing is lost or doubled. */
abstract class KillContract {
    private static final int RECORDS = 1500;
    private static final long SEED = Long.getLong("linchpin.seed", 20_261_122);

    /** An unanswered write is settled after twice the time that a request may take, a lost webhook by polling. */
    private static final String IMPATIENT =
            "hubspot: { request-timeout: 2s }\nsync: { poll-every: 1s, sweep-every: 2s }\n";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Random random = new Random(SEED);

    abstract Place place(Path directory);

    abstract Feed feed();

    /** How often it is killed; the property stands for SQLite's. */
    abstract int kills();

    static int property() {
        return Integer.getInteger("linchpin.kills", 5);
    }

    @Test
    void both_sides_agree_after_any_number_of_kills(@TempDir Path directory) {
        var account = Account.start(
                SimulatorOptions.defaults().withRecords(RECORDS, 0, 0).withLatency(Duration.ofMillis(30)));
        try (var installation = new Installation(directory, place(directory), account, feed(), IMPATIENT)) {
            var duringLoad = kills() / 3;
            for (var kill = 0; kill < duringLoad; kill++) {
                installation.serve();
                Wait.exactly(Duration.ofMillis(random.nextInt(600)));
                installation.server().kill();
            }
            installation.load();
            assertThat(installation.contacts().count()).isEqualTo(RECORDS);
            installation.awaitAgreement();

            var records = installation.contacts().records(60);
            var crowd = Crowd.atWork(
                    account, installation.contacts(), records.subList(0, 40), records.subList(40, 60), SEED);
            try (crowd) {
                for (var kill = duringLoad; kill < kills(); kill++) {
                    Wait.exactly(Duration.ofMillis(300 + random.nextInt(1200)));
                    installation.server().kill();
                    installation.serve();
                }
            }

            await("seed " + SEED)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertAgreed(installation, crowd));
            installation.assertWell();
        }
    }

    private static void assertAgreed(Installation installation, Crowd crowd) {
        assertThat(installation.api().isIdle()).as("idle").isTrue();
        var conflicts = installation.api().all("/api/conflicts");
        var held = new HashSet<String>();
        conflicts.forEach(conflict -> held.add(spot(conflict)));
        assertThat(Agreement.differences(installation.account(), installation.contacts()))
                .filteredOn(difference -> !held.contains(difference.record() + " " + difference.field()))
                .as("differences that no conflict names")
                .isEmpty();
        assertThat(installation.api().all("/api/dead-letters")).isEmpty();
        assertEveryoneExistsOnce(installation, crowd);
        assertThat(lost(installation, crowd, conflicts))
                .as("edits that left no trace")
                .isEmpty();
    }

    private static void assertEveryoneExistsOnce(Installation installation, Crowd crowd) {
        var records = new ArrayList<String>();
        installation
                .account()
                .contacts(List.of("email"))
                .values()
                .forEach(record -> records.add(record.path("email").asString("")));
        var rows = installation.contacts().rows();
        assertThat(records).as("addresses in HubSpot").doesNotHaveDuplicates().containsAll(crowd.created());
        assertThat(rows.stream().map(row -> row.get("email")))
                .as("addresses of rows")
                .doesNotHaveDuplicates()
                .containsAll(crowd.created());
        assertThat(rows.stream().map(row -> row.get("hubspot_id")))
                .as("deleted on one side")
                .doesNotContainAnyElementsOf(crowd.deleted());
        assertThat(rows)
                .hasSize(RECORDS - crowd.deleted().size() + crowd.created().size());
    }

    /** The last edits of a side that are neither to be seen, nor in a conflict, nor in the journal. */
    private static List<String> lost(Installation installation, Crowd crowd, List<JsonNode> conflicts) {
        var records = installation.account().contacts(List.of("jobtitle", "city", "phone"));
        var rows = installation.contacts().byRecord();
        var lost = new ArrayList<String>();
        for (var edit : crowd.lastEdits()) {
            var spot = edit.spot();
            // Sides that differ have been found to be held by a conflict; then each shows its own.
            var shown = switch (spot.side()) {
                case SQL -> Objects.requireNonNull(rows.get(spot.record())).get(spot.field());
                case HUBSPOT ->
                    Objects.requireNonNull(records.get(spot.record()))
                            .path(spot.field())
                            .asString("");
            };
            if (!edit.value().equals(shown)
                    && !inConflict(conflicts, spot).contains(edit.value())
                    && !inJournal(installation, edit)) {
                lost.add(spot + " = " + edit.value() + "; " + Trace.of(installation, crowd, spot));
            }
        }
        return lost;
    }

    private static Set<String> inConflict(List<JsonNode> conflicts, Crowd.Spot spot) {
        var values = new HashSet<String>();
        conflicts.stream()
                .filter(conflict -> spot(conflict).equals(spot.record() + " " + spot.field()))
                .forEach(conflict -> {
                    values.add(conflict.path("database_value").asString(""));
                    values.add(conflict.path("hubspot_value").asString(""));
                });
        return values;
    }

    private static boolean inJournal(Installation installation, Crowd.Edit edit) {
        return Trace.journal(installation, edit.spot()).stream()
                .anyMatch(entry -> entry.path("before").asString("").equals(edit.value())
                        || entry.path("after").asString("").equals(edit.value()));
    }

    private static String spot(JsonNode conflict) {
        return conflict.path("hubspot_id").asString("") + " "
                + conflict.path("field_name").asString("");
    }
}
