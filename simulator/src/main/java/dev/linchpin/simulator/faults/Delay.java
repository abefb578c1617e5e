package dev.linchpin.simulator.faults;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long something takes: always the same, or drawn from a distribution. */
public sealed interface Delay {

    /** The next duration. */
    Duration draw(RandomGenerator random);

    /** Always the same. */
    record Fixed(Duration duration) implements Delay {

        /** Refuses negative durations. */
        public Fixed {
            requireNotNegative(duration);
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return duration;
        }
    }

    /** Anything between the two, each as likely as the others. */
    record Uniform(Duration low, Duration high) implements Delay {

        /** Refuses negative durations and ends in the wrong order. */
        public Uniform {
            requireNotNegative(low);
            requireOrder(low, high);
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return low.plusNanos(random.nextLong(high.minus(low).toNanos() + 1));
        }
    }

    /**
     * Log-normal, as answers of services usually are: most of them quick, a few very late.
     *
     * @param p50 half of the draws are shorter
     * @param p99 99 of 100 draws are shorter
     */
    record LogNormal(Duration p50, Duration p99) implements Delay {

        /** The standard normal distribution's 99th percentile. */
        private static final double Z99 = 2.326_347_874;

        /** Refuses a median of nothing and percentiles in the wrong order. */
        public LogNormal {
            if (!p50.isPositive()) {
                throw new IllegalArgumentException("p50 must be positive, but is " + p50);
            }
            requireOrder(p50, p99);
        }

        @Override
        public Duration draw(RandomGenerator random) {
            double sigma = Math.log((double) p99.toNanos() / p50.toNanos()) / Z99;
            return Duration.ofNanos(Math.round(p50.toNanos() * Math.exp(sigma * random.nextGaussian())));
        }
    }

    private static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A delay must not be negative, but is " + duration);
        }
    }

    private static void requireOrder(Duration lower, Duration higher) {
        if (higher.compareTo(lower) < 0) {
            throw new IllegalArgumentException("A delay's ends are in the wrong order: " + lower + ", " + higher);
        }
    }
}
