package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.site.Account;
import dev.linchpin.benchmarks.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Watches something grow, looking often enough to know when it is done and not so often that it is slowed down. */
final class Watch {
    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration STALL = Duration.ofSeconds(60);

    /** Of what is left, so that the end is known to within a hundredth of the whole. */
    private static final double PART_OF_THE_REST = 0.05;

    private static final Duration LOOK_AT_REST = Duration.ofMillis(500);
    private static final double LITTLE_WORK = 0.15;

    private Watch() {}

    /** How much there is now. */
    @FunctionalInterface
    interface Amount {
        long now() throws Exception;
    }

    /**
     * What was seen.
     *
     * @param seconds from the beginning until all was there
     * @param course how much there was when
     */
    record Course(double seconds, List<Series.Point> course) {}

    /**
     * Waits until there is so much.
     *
     * @param began {@link System#nanoTime} when it began
     * @throws IOException when nothing comes for long, or the server ends
     */
    static Course until(Bench bench, Site site, String what, long began, long total, Amount amount) throws Exception {
        var course = new ArrayList<Series.Point>();
        course.add(new Series.Point(0, 0));
        try (var task = bench.progress().begin(what, total)) {
            long most = 0;
            long lastGrowth = System.nanoTime();
            while (true) {
                long now = amount.now();
                long at = System.nanoTime();
                task.to(now);
                course.add(new Series.Point((at - began) / 1e9, now));
                if (now >= total) {
                    return new Course((at - began) / 1e9, course);
                }
                if (now > most) {
                    most = now;
                    lastGrowth = at;
                } else if (at - lastGrowth > STALL.toNanos()) {
                    throw new IOException(
                            "nothing has come for " + STALL.toSeconds() + " s, at " + now + " of " + total);
                }
                site.server().requireAlive();
                pause(now, total, at - began);
            }
        }
    }

    private static void pause(long now, long total, long nanos) {
        double rest = now <= 0 ? 0 : (double) nanos / now * (total - now);
        var pause = (long) (rest * PART_OF_THE_REST);
        LockSupport.parkNanos(Math.clamp(pause, SHORTEST.toNanos(), LONGEST.toNanos()));
    }

    /**
     * Waits until the server makes no more calls and all events are delivered, without asking the server, whose answer would cost it
     * processor time.
     */
    static void untilSilent(Site site) throws IOException {
        long end = System.nanoTime() + STALL.multipliedBy(5).toNanos();
        long last = Long.MIN_VALUE / 2;
        int quiet = 0;
        while (quiet < 5) {
            if (System.nanoTime() > end) {
                throw new IOException("the server does not come to rest");
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            var stats = site.account().stats();
            long calls = Account.calls(stats, route -> true);
            // Audits that wait for spare time make a call each second, for minutes.
            quiet = calls - last <= 1 && Account.hasDelivered(stats) ? quiet + 1 : 0;
            last = calls;
        }
    }

    /** Waits until the server hardly works any more: after a load it looks through all rows once. */
    static void untilAtRest(Site site) throws IOException {
        long end = System.nanoTime() + STALL.multipliedBy(10).toNanos();
        long last = 0;
        int quiet = 0;
        while (quiet < 3) {
            if (System.nanoTime() > end) {
                throw new IOException("the server does not come to rest");
            }
            LockSupport.parkNanos(LOOK_AT_REST.toNanos());
            long now = site.server().processorTime().toNanos();
            quiet = now - last < LOOK_AT_REST.toNanos() * LITTLE_WORK ? quiet + 1 : 0;
            last = now;
        }
    }

    /** Waits until all that was caused so far is over: events are delivered, and the server has nothing left to do. */
    static void untilQuiet(Site site) throws IOException {
        long end = System.nanoTime() + STALL.multipliedBy(5).toNanos();
        int quiet = 0;
        while (quiet < 3) {
            if (System.nanoTime() > end) {
                throw new IOException("the server does not come to rest");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            var isQuiet = Account.hasDelivered(site.account().stats())
                    && site.server().isIdle();
            quiet = isQuiet ? quiet + 1 : 0;
        }
    }
}
