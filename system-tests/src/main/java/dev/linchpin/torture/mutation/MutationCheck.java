package dev.linchpin.torture.mutation;

import dev.linchpin.torture.history.Plan;
import dev.linchpin.torture.history.Play;
import dev.linchpin.torture.world.Place;
import dev.linchpin.torture.world.SqlitePlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays histories against each deliberate fault until one of them breaks a promise that Linchpin without the fault keeps in the
 * same history. A fault that all histories get through with is a hole in the proof.
 *
 * @param home the folder of the whole project, whose sources are changed (in copies)
 * @param start the first seed
 * @param seeds how many histories a fault may get through at most
 */
public record MutationCheck(Path home, long start, int seeds) {

    /**
     * What became of one fault.
     *
     * @param caught empty when it got through all histories
     * @param played how many histories it took
     * @param excused how many of them break a promise without the fault, too, and so say nothing about it
     */
    public record Outcome(String name, String fault, Optional<Caught> caught, int played, int excused) {
        public boolean isCaught() {
            return caught.isPresent();
        }
    }

    /**
     * The first history that a fault did not get through.
     *
     * @param finding the first promise that it broke there
     */
    public record Caught(long seed, String finding) {}

    /** @param names only these; all when empty */
    public List<Outcome> run(List<String> names, Consumer<Outcome> progress) {
        var outcomes = new ArrayList<Outcome>();
        try (var places = new SqlitePlaces()) {
            for (var mutation : Mutation.all(home)) {
                if (names.isEmpty() || names.contains(mutation.name())) {
                    var outcome = check(mutation, places);
                    progress.accept(outcome);
                    outcomes.add(outcome);
                }
            }
        }
        return outcomes;
    }

    private Outcome check(Mutation mutation, Place.Maker places) {
        try {
            var folder = Files.createTempDirectory("linchpin-mutant");
            try {
                return play(Mutant.make(mutation, home, folder), folder.resolve("errors.txt"), places);
            } finally {
                delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Outcome play(Mutant mutant, Path errors, Place.Maker places) throws IOException {
        var process = start(mutant, errors);
        var lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            var caught = Optional.<Caught>empty();
            var played = 0;
            var excused = 0;
            while (caught.isEmpty() && played < seeds) {
                var line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException(mutant.mutation().name() + " ended after " + played
                            + " histories:\n" + Files.readString(errors));
                }
                played++;
                var told = MutantHistories.Told.read(line);
                if (!told.finding().isEmpty() && isKeptWithout(told.seed(), places)) {
                    caught = Optional.of(new Caught(told.seed(), told.finding()));
                } else if (!told.finding().isEmpty()) {
                    excused++;
                }
            }
            return new Outcome(mutant.mutation().name(), mutant.mutation().fault(), caught, played, excused);
        } finally {
            process.destroyForcibly().onExit().join();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
    }

    private Process start(Mutant mutant, Path errors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-cp",
                        mutant.classes() + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        MutantHistories.class.getName(),
                        Long.toString(start),
                        Integer.toString(seeds))
                .redirectError(errors.toFile())
                .start();
    }

    /** This process has Linchpin without the fault. */
    private static boolean isKeptWithout(long seed, Place.Maker places) {
        return Play.of(Plan.of(seed), places, false).isGood();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
