package dev.linchpin.torture.mutation;

import dev.linchpin.torture.history.Plan;
import dev.linchpin.torture.history.Play;
import dev.linchpin.torture.world.SqlitePlaces;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the process of a mutant does: plays histories one after the other, and tells in a line each how it ended. */
final class MutantHistories {

    /**
     * How one history ended.
     *
     * @param finding the first promise that it broke; empty when it kept them all
     */
    record Told(long seed, String finding) {
        static Told read(String line) {
            var parts = line.split(" ", 2);
            return new Told(Long.parseLong(parts[0]), parts[1].strip());
        }

        String line() {
            return seed + " " + finding.lines().findFirst().orElse("");
        }
    }

    private MutantHistories() {}

    /** @param arguments the first seed, and how many */
    public static void main(String[] arguments) {
        var first = Long.parseLong(arguments[0]);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var places = new SqlitePlaces()) {
            for (var seed = first; seed < first + Integer.parseInt(arguments[1]); seed++) {
                out.println(new Told(seed, finding(seed, places)).line());
            }
        }
    }

    private static String finding(long seed, SqlitePlaces places) {
        return Play.of(Plan.of(seed), places, false).findings().stream()
                .flatMap(String::lines)
                .findFirst()
                .orElse("");
    }
}
