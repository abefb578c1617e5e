package dev.linchpin.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides which calls go wrong and how. The same seed and the same order of calls give the same faults. Thread-safe. */
public final class Faults {

    private final long initialSeed;
    private SplittableRandom random;
    private List<Armed> armed = List.of();

    private static final class Armed {
        final FaultRule rule;
        final RoutePattern pattern;
        int left;

        Armed(FaultRule rule) {
            this.rule = rule;
            this.pattern = new RoutePattern(rule.route());
            this.left = rule.count() == null ? Integer.MAX_VALUE : rule.count();
        }
    }

    /** No faults; the seed serves plans that name none. */
    public Faults(long seed) {
        this.initialSeed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Replaces all rules; the first one that hits a call decides. */
    public synchronized void plan(List<FaultRule> rules, @Nullable Long seed) {
        random = new SplittableRandom(seed == null ? initialSeed : seed);
        var fresh = new ArrayList<Armed>();
        rules.forEach(rule -> fresh.add(new Armed(rule)));
        armed = fresh;
    }

    /** The rules in force; counts are what is left of them. */
    public synchronized List<FaultRule> rules() {
        return armed.stream()
                .map(each -> new FaultRule(
                        each.rule.route(),
                        each.rule.kind(),
                        each.rule.rate(),
                        each.rule.count() == null ? null : each.left,
                        each.rule.delay(),
                        each.rule.commits()))
                .toList();
    }

    /**
     * The fault that hits a call, if any.
     *
     * @param path the path as called
     * @param canonicalPath the path with the version after the API's name and the type's plural name, to which patterns may
     *     refer as well
     */
    public synchronized Optional<FaultRule> strike(String method, String path, String canonicalPath) {
        for (Armed each : armed) {
            boolean concerned = each.pattern.matches(method, path) || each.pattern.matches(method, canonicalPath);
            if (each.left > 0 && concerned) {
                Double rate = each.rule.rate();
                if (rate == null || random.nextDouble() < rate) {
                    if (each.rule.count() != null) {
                        each.left--;
                    }
                    return Optional.of(each.rule);
                }
            }
        }
        return Optional.empty();
    }
}
