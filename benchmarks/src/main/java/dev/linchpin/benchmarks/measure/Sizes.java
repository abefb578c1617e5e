package dev.linchpin.benchmarks.measure;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param limited contacts that are loaded under HubSpot's limits
 * @param records contacts that are loaded, and rows that are pushed, without limits
 * @param changes records of one bulk change
 * @param steady how long changes come at an even rate; as much again at most for warming up
 * @param starts how often the server is started
 * @param updates single-row updates with triggers, and as many without
 * @param baseline how long the baseline loads, and how long it pushes
 * @param links numbers of linked contacts among which the cost of a change is measured; none for leaving that out
 */
public record Sizes(
        int limited,
        int records,
        int changes,
        Duration steady,
        int starts,
        int updates,
        Duration baseline,
        List<Integer> links) {

    /** Rough figures within three minutes for each database. */
    public static final Sizes QUICK =
            new Sizes(20_000, 20_000, 10_000, Duration.ofSeconds(12), 3, 400, Duration.ofSeconds(8), List.of());

    /** All figures, in three quarters of an hour for each database. */
    public static final Sizes FULL = new Sizes(
            100_000,
            200_000,
            10_000,
            Duration.ofMinutes(1),
            7,
            2_000,
            Duration.ofSeconds(30),
            List.of(10_000, 100_000, 1_000_000));
}
