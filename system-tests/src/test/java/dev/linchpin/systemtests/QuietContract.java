package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Without webhooks, by polling: changes arrive all the same, and where nothing changes nothing is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QuietContract {
    /** How long to watch; a property, so that the full counts can watch longer. */
    private static final Duration IDLE = Duration.ofSeconds(Long.getLong("linchpin.idle-seconds", 5));

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    abstract Place place(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        installation = new Installation(
                        directory,
                        place(directory),
                        Account.with(200, 20),
                        Feed.POLLING,
                        "sync: { poll-every: 1s, sweep-every: 1s }")
                .load();
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

    @Test
    void edits_creations_and_archivings_in_hubspot_are_found_by_polling() {
        var edited = installation.contacts().records(1).getFirst();
        installation.account().edit(edited, "jobtitle", "Admiral");
        var created = installation.account().create(Map.of("email", "polled@new.example"));
        installation.awaitBothSides(edited, "jobtitle", "Admiral");
        Wait.until(() -> installation.contacts().recordOf("polled@new.example") != null);

        installation.account().archive(created);

        Wait.until(() -> installation.contacts().count("email", "polled@new.example") == 0);
        installation.awaitAgreement();
    }

    @Test
    void in_step_and_idle_nothing_is_written_on_either_side() {
        var records = installation.contacts().records(6);
        // Values that either side keeps in another form than they were written in.
        installation.contacts().set(records.get(1), "email", "Mixed.Case@Example.COM");
        installation.contacts().set(records.get(2), "loyalty_points", "1.50");
        installation.contacts().set(records.get(3), "interests", "travel;music");
        installation.account().edit(records.get(4), "email", "Other.Case@Example.COM");
        installation.account().edit(records.get(5), "website", "WWW.Example.com/Team");
        Wait.until(() -> installation.account().count("email", "mixed.case@example.com") == 1
                && installation.account().count("interests", "music;travel")
                                + installation.account().count("interests", "travel;music")
                        > 0
                && "WWW.Example.com/Team".equals(installation.inSql(records.get(5), "website")));
        installation.settle();
        var rows = RowWrites.watch(installation.contacts());
        installation.account().forgetStats();

        Wait.exactly(IDLE);

        assertThat(installation.account().stats().path("writes"))
                .as("writes to HubSpot")
                .isEmpty();
        assertThat(rows.seen()).as("writes to rows").isEmpty();
        assertThat(installation.account().calls(route -> route.endsWith("/search")))
                .as("polls meanwhile")
                .isGreaterThan(1);
        assertThat(installation.api().all("/api/conflicts")).isEmpty();
        assertThat(installation.api().all("/api/dead-letters")).isEmpty();
    }

    @Test
    void the_watch_over_rows_sees_a_write_that_changes_nothing() {
        var rows = RowWrites.watch(installation.contacts());

        installation.contacts().execute("update " + installation.contacts().name() + " set synced_at = synced_at");

        assertThat(rows.seen()).isNotEmpty();
    }
}
