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

/** A change of a thousand records costs tens of calls, not thousands, echoes included. Webhooks are on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BulkCostContract {
    private static final int RECORDS = 1000;
    private static final int CALLS = 30;

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    abstract Place place(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        installation =
                new Installation(directory, place(directory), Account.with(RECORDS, 0), Feed.WEBHOOKS, "").load();
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
    void one_update_of_a_thousand_rows() {
        installation.account().forgetStats();

        installation.contacts().execute("update " + installation.contacts().name() + " set jobtitle = 'All hands'");

        Wait.until(() -> installation.account().writesByPrograms() >= RECORDS);
        awaitQuiet();
        var calls = callsOfTheChange();
        assertThat(installation.account().writesByPrograms()).isEqualTo(RECORDS);
        assertThat(calls)
                .as("calls: %s", installation.account().stats().path("requests"))
                .isLessThanOrEqualTo(CALLS);
        assertThat(installation.account().count("jobtitle", "All hands")).isEqualTo(RECORDS);
    }

    @Test
    void a_thousand_edits_in_hubspot() {
        var records = installation.contacts().records(RECORDS);
        installation.account().forgetStats();

        var own = installation.account().updateByApi(records, "city", "Everywhere");

        Wait.until(() -> installation.contacts().count("city", "Everywhere") == RECORDS);
        awaitQuiet();
        var calls = callsOfTheChange() - own;
        assertThat(calls)
                .as("calls: %s", installation.account().stats().path("requests"))
                .isLessThanOrEqualTo(CALLS);
        assertThat(installation.account().writesByPrograms()).isEqualTo(RECORDS);
    }

    /** Until the echoes have arrived and Linchpin is idle. Audits that wait for spare calls come much later. */
    private void awaitQuiet() {
        Wait.until(() -> {
            var webhooks = installation.account().stats().path("webhooks");
            return webhooks.path("queued").asInt() == 0
                    && webhooks.path("inFlight").asInt() == 0
                    && installation.api().isIdle();
        });
    }

    private long callsOfTheChange() {
        return installation.account().calls(route -> !route.endsWith("/search"));
    }
}
