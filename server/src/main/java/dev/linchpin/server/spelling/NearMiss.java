package dev.linchpin.server.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that an unknown one was probably meant to be. */
public final class NearMiss {
    private NearMiss() {}

    /** The nearest known word, if it is near enough to be worth suggesting. */
    public static Optional<String> of(String word, Collection<String> known) {
        var plain = plain(word);
        var tolerance = Math.max(1, plain.length() / 3);
        return known.stream()
                .map(candidate -> new Scored(candidate, distance(plain, plain(candidate))))
                .filter(scored -> scored.distance <= tolerance)
                .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::word))
                .map(Scored::word);
    }

    /** {@code " - did you mean 'email'?"}, or nothing when no known word is near. */
    public static String hint(String word, Collection<String> known) {
        return of(word, known).map(near -> " - did you mean '" + near + "'?").orElse("");
    }

    private record Scored(String word, int distance) {}

    /** People mix up cases, dashes and underscores more often than letters. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Damerau-Levenshtein in its restricted form: a swap of neighbours counts as one slip. */
    private static int distance(String one, String other) {
        var cost = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            cost[i][0] = i;
        }
        for (var j = 0; j <= other.length(); j++) {
            cost[0][j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            for (var j = 1; j <= other.length(); j++) {
                var differs = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                var best = Math.min(cost[i - 1][j - 1] + differs, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[one.length()][other.length()];
    }
}
