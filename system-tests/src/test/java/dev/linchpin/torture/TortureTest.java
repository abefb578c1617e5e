package dev.linchpin.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.SharedPostgres;
import dev.linchpin.torture.history.KeptPlan;
import dev.linchpin.torture.history.Outcome;
import dev.linchpin.torture.history.Plan;
import dev.linchpin.torture.history.Play;
import dev.linchpin.torture.history.Regression;
import dev.linchpin.torture.world.PostgresPlaces;
import dev.linchpin.torture.world.SqlitePlaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./linchpin torture} plays more of them, tells the story of one, and leaves out what it does not need. */
class TortureTest {
    private static final int SEEDS = 200;

    private static final int AT_A_TIME = 2;

    private final SqlitePlaces places = new SqlitePlaces();

    @Test
    void every_random_history_keeps_the_promises() throws Exception {
        try (var workers = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Callable<Outcome>> histories = LongStream.rangeClosed(1, SEEDS)
                    .mapToObj(seed -> (Callable<Outcome>) () -> Play.of(Plan.of(seed), places, false))
                    .toList();
            for (var played : workers.invokeAll(histories)) {
                var outcome = played.get();
                assertThat(outcome.findings())
                        .as(() -> "Seed " + outcome.plan().options().seed() + "\n" + String.join("\n", outcome.story()))
                        .isEmpty();
            }
        }
    }

    static Stream<Regression> regressions() {
        return Regression.all().stream();
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void what_once_broke_a_promise_does_not_again(Regression regression) {
        assertThat(Play.of(regression.plan(), places, false).findings()).isEmpty();
    }

    @Test
    void on_postgresql_the_promises_are_kept_and_a_seed_gives_the_same_history_to_the_letter() {
        try (var postgres = new PostgresPlaces(SharedPostgres.freshDatabase())) {
            var once = Play.of(Plan.of(5), postgres, true);
            var again = Play.of(Plan.of(5), postgres, true);

            assertThat(once.findings()).isEmpty();
            assertThat(again.story()).isEqualTo(once.story());
        }
    }

    @Test
    void a_seed_gives_the_same_history_to_the_letter() {
        var once = Play.of(Plan.of(7), places, true);
        var again = Play.of(Plan.of(7), places, true);

        assertThat(once.story()).hasSizeGreaterThan(SEEDS);
        assertThat(again.story()).isEqualTo(once.story());
    }

    @Test
    void a_seed_gives_the_same_history_in_every_process() throws Exception {
        var once = played();

        assertThat(once).contains("Options[seed=7,");
        assertThat(played()).isEqualTo(once);
    }

    private static String played() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--seed",
                        "7",
                        "--verbose")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void a_history_that_is_kept_is_the_same_when_it_is_read_again() {
        var plan = Plan.of(3);

        assertThat(KeptPlan.parse(KeptPlan.text(plan))).isEqualTo(plan);
    }
}
