package dev.linchpin.server.overview;

import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Reconciliations.Run;
import dev.linchpin.engine.store.Reconciliations.State;
import dev.linchpin.engine.store.Standings.OfType;
import dev.linchpin.server.overview.OverviewJson.Running;
import dev.linchpin.server.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningNowTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Progress progress = new Progress(clock);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Reconciliations reconciliations;

    @SuppressWarnings("NullAway.Init")
    private RunningNow running;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of("jdbc:sqlite:" + directory.resolve("linchpin.db")), clock);
        reconciliations = database.reconciliations();
        running = new RunningNow(progress, reconciliations);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Running> running(long linked, long queued) {
        var type = new OfType(CONTACTS, linked, linked, 0, 0, 0, 0, 0, 0, 0, 0, queued, 0, null, null, null);
        return running.of(type, running.reconciliation(CONTACTS), clock.instant());
    }

    @Test
    void nothing_runs_when_hardly_anything_waits() {
        assertThat(running(1_000, 100)).isEmpty();
    }

    @Test
    void a_load_will_be_through_when_the_rest_takes_as_long_as_what_is_done() {
        var began = clock.instant();
        progress.on(new EngineEvent.LoadProgress(CONTACTS, 100, false));
        assertThat(running(100, 500)).containsExactly(new Running("load", "contacts", 100, null, began, null));

        progress.total(CONTACTS, 1_000);
        clock.advance(Duration.ofSeconds(10));
        progress.on(new EngineEvent.LoadProgress(CONTACTS, 300, false));

        assertThat(running(300, 500)).containsExactly(new Running("load", "contacts", 300, 1_000L, began, 35L));
    }

    @Test
    void a_load_of_more_than_was_counted_is_as_good_as_through() {
        progress.on(new EngineEvent.LoadProgress(CONTACTS, 100, false));
        progress.total(CONTACTS, 150);
        clock.advance(Duration.ofSeconds(10));
        progress.on(new EngineEvent.LoadProgress(CONTACTS, 200, false));

        var load = running(200, 0).getFirst();
        assertThat(load.total()).isEqualTo(200);
        assertThat(load.etaSeconds()).isZero();
    }

    @Test
    void a_reconciliation_comes_past_links_rows_and_records() {
        var asked = reconciliations.request(CONTACTS, true, "test", false);
        assertThat(running(1_000, 0)).as("asked for, and not begun").isEmpty();
        var began = clock.instant();
        clock.advance(Duration.ofSeconds(10));
        reconciliations.save(new Run(
                asked.id(),
                CONTACTS,
                State.RUNNING,
                true,
                "test",
                began,
                began,
                null,
                "rows:",
                Map.of("links", 1_000L, "rows", 200L),
                List.of()));

        assertThat(running(1_000, 0))
                .containsExactly(new Running("reconciliation", "contacts", 1_200, 3_000L, began, 15L));
    }

    @Test
    void a_long_queue_is_worked_off() {
        var began = clock.instant();
        running(1_000, 900);
        clock.advance(Duration.ofSeconds(10));
        progress.on(new EngineEvent.CycleEnded(
                CONTACTS, 100, 100, 0, 0, Duration.ZERO, new EngineEvent.Waited(null, null)));

        assertThat(running(1_000, 800)).containsExactly(new Running("queue", "contacts", 100, 900L, began, 80L));
        assertThat(running(1_000, 50)).isEmpty();
    }
}
