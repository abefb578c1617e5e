package dev.linchpin.server.overview;

import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.server.overview.Progress.Work;
import dev.linchpin.server.testing.MovableClock;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final MovableClock clock = new MovableClock();
    private final Progress progress = new Progress(clock);

    private void loaded(long records) {
        progress.on(new EngineEvent.LoadProgress(CONTACTS, records, false));
    }

    @Test
    void a_load_is_told_of_from_its_first_page_until_it_is_through() {
        var began = clock.instant();
        loaded(100);
        assertThat(progress.withoutTotal()).containsExactly(CONTACTS);
        progress.total(CONTACTS, 1_000);
        clock.advance(Duration.ofSeconds(1));
        loaded(300);

        assertThat(progress.load(CONTACTS)).isEqualTo(new Work(began, 100, 300, 1_000L));
        assertThat(progress.withoutTotal()).isEmpty();

        progress.on(new EngineEvent.LoadProgress(CONTACTS, 1_000, true));
        assertThat(progress.load(CONTACTS)).isNull();
    }

    @Test
    void a_load_that_another_process_began_goes_on_counting() {
        progress.resumes(CONTACTS, 400);
        loaded(100);

        assertThat(progress.load(CONTACTS)).isEqualTo(new Work(clock.instant(), 500, 500, null));
    }

    @Test
    void a_load_that_begins_anew_has_come_less_far() {
        loaded(500);
        clock.advance(Duration.ofSeconds(1));
        loaded(100);

        assertThat(progress.load(CONTACTS)).isEqualTo(new Work(clock.instant(), 100, 100, null));
    }

    @Test
    void a_queue_is_followed_from_when_it_was_worth_telling_until_it_no_longer_is() {
        cycle(50);
        assertThat(progress.queue(CONTACTS, OptionalLong.empty())).isNull();
        var began = clock.instant();
        assertThat(progress.queue(CONTACTS, OptionalLong.of(900))).isEqualTo(new Work(began, 0, 0, 900L));
        clock.advance(Duration.ofSeconds(1));
        cycle(100);

        assertThat(progress.queue(CONTACTS, OptionalLong.of(800))).isEqualTo(new Work(began, 0, 100, 900L));
        assertThat(progress.queue(CONTACTS, OptionalLong.empty())).isNull();
        assertThat(progress.queue(CONTACTS, OptionalLong.of(200))).isEqualTo(new Work(clock.instant(), 0, 0, 200L));
    }

    private void cycle(int claimed) {
        progress.on(new EngineEvent.CycleEnded(
                CONTACTS, claimed, 0, 0, 0, Duration.ZERO, new EngineEvent.Waited(null, null)));
    }
}
