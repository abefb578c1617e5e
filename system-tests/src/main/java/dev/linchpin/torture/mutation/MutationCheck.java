package dev.linchpin.torture.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Plays histories against each deliberate fault until one of them breaks a promise. A fault that all histories get through with
 * is a hole in the proof.
 *
 * @param home the folder of the whole project, whose sources are changed (in copies)
 * @param seeds how many histories a fault may get through at most
 */
public record MutationCheck(Path home, int seeds) {
    private static final Pattern VIOLATION = Pattern.compile("(?m)^VIOLATION seed (\\d+): (.*)$");

    /**
     * What became of one fault.
     *
     * @param seed the first history that it did not get through; empty when it got through all
     * @param finding the first promise that it broke there
     */
    public record Outcome(String name, String fault, Optional<Long> seed, String finding) {
        public boolean isCaught() {
            return seed.isPresent();
        }
    }

    /** @param names only these; all when empty */
    public List<Outcome> run(List<String> names, Consumer<Outcome> progress) {
        var outcomes = new ArrayList<Outcome>();
        for (var mutation : Mutation.all(home)) {
            if (names.isEmpty() || names.contains(mutation.name())) {
                var outcome = check(mutation);
                progress.accept(outcome);
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private Outcome check(Mutation mutation) {
        try {
            var folder = Files.createTempDirectory("linchpin-mutant");
            try {
                return play(Mutant.make(mutation, home, folder), folder.resolve("output.txt"));
            } finally {
                delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stop);
        }
    }

    private Outcome play(Mutant mutant, Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-cp",
                        mutant.classes() + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "dev.linchpin.torture.Main",
                        "--seeds",
                        Integer.toString(seeds),
                        "--stop-at-first")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        var text = Files.readString(output);
        var violation = VIOLATION.matcher(text);
        var mutation = mutant.mutation();
        if (violation.find()) {
            return new Outcome(
                    mutation.name(),
                    mutation.fault(),
                    Optional.of(Long.parseLong(violation.group(1))),
                    violation.group(2));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(mutation.name() + " ended without a word of a violation:\n" + text);
        }
        return new Outcome(mutation.name(), mutation.fault(), Optional.empty(), "");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
