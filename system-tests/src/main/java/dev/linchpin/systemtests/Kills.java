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
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;

/**
 * The server as a process of its own, killed as {@code kill -9} does at random moments of its load, and while people work on
 * both sides: nothing may be lost or doubled.
 *
 * @param database {@code sqlite}, with polling, or {@code postgresql} or {@code mariadb}, with webhooks
 * @param directory an empty folder for the server's files
 * @param kills how often it is killed, a third of them during the load
 * @param seed decides what people do and when the server is killed
 * @param progress hears of each kill with their number so far; must be quick
 */
public record Kills(String database, Path directory, int kills, long seed, IntConsumer progress) {
    private static final int RECORDS = 1500;

    /** An unanswered write is settled after twice the time that a request may take, a lost webhook by polling. */
    private static final String IMPATIENT =
            "hubspot: { request-timeout: 2s }\nsync: { poll-every: 1s, sweep-every: 2s }\n";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * What people did meanwhile. Counts are of records.
     *
     * @param edits of single fields
     */
    public record Survived(int kills, int edits, int created, int deleted, int conflicts) {}

    /** @throws IllegalArgumentException for another database */
    public Kills {
        if (!List.of("sqlite", "postgresql", "mariadb").contains(database)) {
            throw new IllegalArgumentException("'" + database + "' is none of sqlite, postgresql and mariadb");
        }
    }

    /**
     * Kills, waits until both sides have come to rest, and compares them.
     *
     * @throws AssertionError when anything is lost, doubled, or differs without a conflict that names it
     */
    public Survived run() {
        var account = Account.start(
                SimulatorOptions.defaults().withRecords(RECORDS, 0, 0).withLatency(Duration.ofMillis(30)));
        var isSqlite = database.equals("sqlite");
        var place = switch (database) {
            case "sqlite" -> Place.sqlite(directory);
            case "postgresql" -> Place.postgres();
            default -> Place.mariaDb();
        };
        var feed = isSqlite ? Feed.POLLING : Feed.WEBHOOKS;
        try (var installation = new Installation(directory, place, account, feed, IMPATIENT)) {
            return run(account, installation);
        }
    }

    private Survived run(Account account, Installation installation) {
        var random = new Random(seed);
        var duringLoad = kills / 3;
        for (var kill = 0; kill < duringLoad; kill++) {
            installation.serve();
            Wait.exactly(Duration.ofMillis(random.nextInt(600)));
            installation.server().kill();
            progress.accept(kill + 1);
        }
        installation.load();
        assertThat(installation.contacts().count()).isEqualTo(RECORDS);
        installation.awaitAgreement();

        var records = installation.contacts().records(60);
        var crowd =
                Crowd.atWork(account, installation.contacts(), records.subList(0, 40), records.subList(40, 60), seed);
        try (crowd) {
            for (var kill = duringLoad; kill < kills; kill++) {
                Wait.exactly(Duration.ofMillis(300 + random.nextInt(1200)));
                installation.server().kill();
                progress.accept(kill + 1);
                installation.serve();
            }
        }

        await("seed " + seed)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertAgreed(installation, crowd));
        installation.assertWell();
        return new Survived(
                kills,
                (int) crowd.history().count(),
                crowd.created().size(),
                crowd.deleted().size(),
                installation.api().all("/api/conflicts").size());
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
