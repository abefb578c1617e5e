package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of people, faults and crashes, each driven by one seed and checked against the promises when it has come to
 * rest. {@code -Dlinchpin.seeds=N -Dlinchpin.firstSeed=S} plays more of them, or one of them again.
 */
class RandomHistoriesTest {
    private static final int SEEDS = 25;

    @TempDir
    Path directory;

    @Test
    void every_random_history_ends_as_promised() throws IOException {
        var first = Long.getLong("linchpin.firstSeed", 1);
        var failures = new ArrayList<String>();
        for (var seed = first; seed < first + Integer.getInteger("linchpin.seeds", SEEDS); seed++) {
            failures.addAll(play(seed));
        }
        assertThat(failures).isEmpty();
    }

    private List<String> play(long seed) throws IOException {
        var policies = Policy.values();
        var policy = policies[(int) Math.floorMod(seed, (long) policies.length)];
        var file = directory.resolve("linchpin-" + seed + ".db");
        var options = SimulatorOptions.defaults().withRecords((int) Math.floorMod(seed, 6L), 0, 0);
        try (var bed = new Bed(
                "jdbc:sqlite:" + file,
                options,
                List.of(Mappings.contacts("contacts", policy)),
                EngineSettings.defaults())) {
            var history = new History(bed, seed);
            List<String> findings;
            try {
                findings = history.play();
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("Seed " + seed + " (" + policy + ")\n" + history.told(), failed);
            }
            return findings.isEmpty()
                    ? List.of()
                    : List.of("Seed " + seed + " (" + policy + "): " + String.join("\n  ", findings) + "\n"
                            + history.told());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
