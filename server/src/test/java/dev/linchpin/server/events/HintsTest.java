package dev.linchpin.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.server.events.Hints.Hint;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How hints are gathered while time goes by. */
class HintsTest {
    private static final ObjectType CONTACTS = new ObjectType("contacts");
    private static final ObjectType COMPANIES = new ObjectType("companies");
    private static final long PAUSE = Hints.PAUSE.toNanos();

    /** The clock's zero means nothing, and it may be negative. */
    private long now = -PAUSE / 2;

    private final Hints hints = new Hints();

    @Test
    void the_first_hint_is_told_at_once() {
        hints.add(CONTACTS, Set.of(Topic.QUEUE));

        assertThat(hints.pause(now)).hasValue(0);
        assertThat(hints.take(now)).containsExactly(new Hint(CONTACTS, Set.of(Topic.QUEUE)));
        assertThat(hints.take(now)).isEmpty();
        assertThat(hints.pause(now)).isEmpty();
    }

    @Test
    void what_comes_up_soon_after_is_told_together_once_the_pause_is_over() {
        hints.add(CONTACTS, Set.of(Topic.QUEUE));
        hints.take(now);
        now += PAUSE / 4;
        hints.add(CONTACTS, Set.of(Topic.RECORDS));
        hints.add(CONTACTS, EnumSet.of(Topic.RECORDS, Topic.JOURNAL));

        assertThat(hints.take(now)).isEmpty();
        assertThat(hints.pause(now)).hasValue(PAUSE - PAUSE / 4);
        now += PAUSE - PAUSE / 4 - 1;
        assertThat(hints.take(now)).isEmpty();
        now += 1;
        assertThat(hints.take(now)).containsExactly(new Hint(CONTACTS, Set.of(Topic.RECORDS, Topic.JOURNAL)));
    }

    @Test
    void one_types_pause_is_not_anothers() {
        hints.add(CONTACTS, Set.of(Topic.QUEUE));
        hints.take(now);
        hints.add(CONTACTS, Set.of(Topic.QUEUE));
        hints.add(COMPANIES, Set.of(Topic.HELD));

        assertThat(hints.take(now)).containsExactly(new Hint(COMPANIES, Set.of(Topic.HELD)));
        assertThat(hints.pause(now)).hasValue(PAUSE);
    }

    @Test
    void after_a_silence_a_hint_is_told_at_once_again() {
        hints.add(CONTACTS, Set.of(Topic.QUEUE));
        hints.take(now);
        now += 10 * PAUSE;
        hints.add(CONTACTS, Set.of(Topic.LOAD));

        assertThat(hints.take(now)).containsExactly(new Hint(CONTACTS, Set.of(Topic.LOAD)));
    }
}
