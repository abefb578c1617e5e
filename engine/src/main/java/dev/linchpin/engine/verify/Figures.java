package dev.linchpin.engine.verify;

import dev.linchpin.engine.verify.Difference.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a comparison has counted so far: {@code rows}, {@code records}, {@code links}, {@code compared}, {@code equal},
 * {@code marked}, and the differences by kind and explanation ({@code value.conflict}). Immutable.
 *
 * @param samples some of the differences that nothing explains, in one line each
 */
public record Figures(Map<String, Long> counts, List<String> samples) {
    public static final Figures NONE = new Figures(Map.of(), List.of());

    private static final int MOST_SAMPLES = 100;

    public Figures {
        counts = Map.copyOf(counts);
        samples = List.copyOf(samples);
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** How many differences nothing explains. */
    public long unexplained() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("." + word(Explanation.UNEXPLAINED)))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Figures plus(String name, long more) {
        if (more == 0) {
            return this;
        }
        var sum = new TreeMap<>(counts);
        sum.merge(name, more, Long::sum);
        return new Figures(sum, samples);
    }

    Figures plus(List<Difference> differences) {
        if (differences.isEmpty()) {
            return this;
        }
        var sum = new TreeMap<>(counts);
        var more = new ArrayList<>(samples);
        for (var difference : differences) {
            sum.merge(word(difference.kind()) + "." + word(difference.explanation()), 1L, Long::sum);
            if (difference.isUnexplained() && more.size() < MOST_SAMPLES) {
                more.add(difference.describe());
            }
        }
        return new Figures(sum, more);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
