package dev.linchpin.simulator.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides which calls go wrong and how. Every rule draws for every call of its route by a random sequence of its own, so that
 * rules do not disturb each other: the same seed and the same order of calls give the same faults. Thread-safe.
 */
public final class Faults {

    private final long initialSeed;
    private List<Armed> armed = List.of();

    private static final class Armed {
        final FaultRule rule;
        final RoutePattern pattern;
        final SplittableRandom random;
        int left;

        Armed(FaultRule rule, SplittableRandom random) {
            this.rule = rule;
            this.pattern = new RoutePattern(rule.route());
            this.random = random;
            this.left = rule.count() == null ? Integer.MAX_VALUE : rule.count();
        }

        /** How long it takes if it hits this call, else null. */
        @Nullable Duration draw() {
            boolean hit = rule.rate() == null || random.nextDouble() < rule.rate();
            Duration duration = rule.effectiveDelay().draw(random);
            return hit && left > 0 ? duration : null;
        }

        void use() {
            left -= rule.count() == null ? 0 : 1;
        }
    }

    /** No faults; the seed serves plans that name none. */
    public Faults(long seed) {
        this.initialSeed = seed;
    }

    /** Replaces all rules; of those that hit a call, times add up, and the first of the others decides how it ends. */
    public synchronized void plan(List<FaultRule> rules, @Nullable Long seed) {
        var random = new SplittableRandom(seed == null ? initialSeed : seed);
        var fresh = new ArrayList<Armed>();
        rules.forEach(rule -> fresh.add(new Armed(rule, random.split())));
        armed = fresh;
    }

    /** The rules in force; counts are what is left of them. */
    public synchronized List<FaultRule> rules() {
        return armed.stream()
                .map(each -> each.rule.withCount(each.rule.count() == null ? null : each.left))
                .toList();
    }

    /**
     * What goes wrong with a call.
     *
     * @param path the path as called
     * @param canonicalPath the path with the version after the API's name and the type's plural name, to which patterns may
     *     refer as well
     */
    public synchronized Strike strike(String method, String path, String canonicalPath) {
        Strike strike = Strike.NONE;
        for (Armed each : armed) {
            if (each.pattern.matches(method, path) || each.pattern.matches(method, canonicalPath)) {
                Duration drawn = each.draw();
                boolean decided = strike.ending() != null && !each.rule.kind().isOnlyTime();
                if (drawn != null && !decided) {
                    each.use();
                    strike = strike.with(each.rule, drawn);
                }
            }
        }
        return strike;
    }
}
