package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed again and again; a build does so a few times, {@code ./linchpin torture --kills N} as often as wanted. */
class KillTest {
    private static final long SEED = Long.getLong("linchpin.seed", 20_261_122);
    private static final int KILLS = 5;

    @Test
    void both_sides_agree_after_any_number_of_kills_on_sqlite(@TempDir Path directory) {
        var survived = new Kills("sqlite", directory, KILLS, SEED, _ -> {}).run();

        assertThat(survived.edits()).isPositive();
    }

    @Test
    void both_sides_agree_after_any_number_of_kills_on_postgresql(@TempDir Path directory) {
        var survived = new Kills("postgresql", directory, KILLS, SEED, _ -> {}).run();

        assertThat(survived.edits()).isPositive();
    }
}
