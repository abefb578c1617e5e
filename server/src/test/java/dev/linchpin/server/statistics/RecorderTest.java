package dev.linchpin.server.statistics;

import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.statistics.Point;
import dev.linchpin.database.statistics.Sample;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.server.testing.MovableClock;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LAG = Duration.ofMillis(250);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Instant began = clock.instant();
    private final Tally tally = new Tally(clock);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Recorder recorder;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of(url()), clock);
        recorder = recorder();
    }

    private String url() {
        return "jdbc:sqlite:" + directory.resolve("linchpin.db");
    }

    private Recorder recorder() {
        return new Recorder(tally, database.statistics(), List.of(CONTACTS, COMPANIES), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void cycle(int toHubSpot, int toDatabase) {
        tally.on(new EngineEvent.CycleEnded(
                CONTACTS, 5, toHubSpot, toDatabase, 1, Duration.ZERO, new EngineEvent.Waited(LAG, null)));
    }

    private List<Point> stored() {
        return database.statistics().between(began, clock.instant().plus(MINUTE), MINUTE, null);
    }

    private List<Point> contacts() {
        return stored().stream().filter(point -> CONTACTS.equals(point.type())).toList();
    }

    @Test
    void what_happened_is_stored_with_the_minute_in_which_it_did() {
        cycle(2, 1);
        tally.called("contacts/batch/read", 200, Duration.ZERO);
        assertThat(recorder.step()).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(59));
        cycle(1, 0);
        clock.advance(Duration.ofSeconds(1));
        recorder.step();

        var next = began.plus(MINUTE);
        assertThat(stored())
                .containsExactly(
                        new Point(null, began, new Sample(0, 0, 0, null, null, 1), 0),
                        new Point(null, next, Sample.NONE, 0),
                        new Point(COMPANIES, began, Sample.NONE, 0),
                        new Point(COMPANIES, next, Sample.NONE, 0),
                        new Point(CONTACTS, began, new Sample(3, 1, 2, LAG, null, 0), 0),
                        new Point(CONTACTS, next, Sample.NONE, 0));
    }

    @Test
    void a_quiet_minute_is_told_from_one_in_which_nothing_ran() {
        recorder.step();
        recorder.step();
        clock.advance(MINUTE.multipliedBy(3));
        recorder.step();

        assertThat(contacts()).extracting(Point::at).containsExactly(began, began.plus(MINUTE.multipliedBy(3)));
    }

    @Test
    void a_clean_stop_stores_the_rest_and_the_next_start_adds_to_it() {
        cycle(2, 0);
        recorder.close();
        cycle(3, 0);
        recorder().close();

        assertThat(contacts()).extracting(point -> point.sample().toHubSpot()).containsExactly(5L);
    }

    @Test
    void what_the_database_refuses_is_kept_until_it_takes_it() throws SQLException {
        cycle(2, 0);
        clock.advance(MINUTE);
        sql("alter table linchpin_statistic rename to elsewhere");
        assertThatThrownBy(recorder::step).isInstanceOf(DatabaseException.class);
        cycle(3, 0);
        sql("alter table elsewhere rename to linchpin_statistic");
        recorder.step();

        assertThat(contacts()).extracting(point -> point.sample().toHubSpot()).containsExactly(2L, 3L);
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }
}
