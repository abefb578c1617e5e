package dev.linchpin.torture.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A history that once broke a promise. The list of them is a resource: a line each, the name of the file that keeps the
 * history, a bar, and in one line what it found.
 *
 * @param name of the file that keeps it
 * @param found what was wrong with Linchpin
 */
public record Regression(String name, String found) {
    private static final String LIST = "regressions.txt";

    /** All that are kept, oldest first. */
    public static List<Regression> all() {
        return text(LIST)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", 2))
                .map(parts -> new Regression(parts[0].strip(), parts[1].strip()))
                .toList();
    }

    public Plan plan() {
        return KeptPlan.parse(text(name + ".json"));
    }

    private static String text(String resource) {
        try (var stream = Regression.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return name + ": " + found;
    }
}
