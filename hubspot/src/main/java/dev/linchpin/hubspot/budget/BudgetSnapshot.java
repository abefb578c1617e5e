package dev.linchpin.hubspot.budget;

import dev.linchpin.engine.hubspot.Lane;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The budget at one moment, for metrics and people.
 *
 * @param burst use of the ten-second window
 * @param search use of search's own window
 * @param waiting calls waiting for their turn, by the lane they came in; lanes without any are absent
 * @param daily calls a day that HubSpot allows the account; empty until it said so
 * @param dailyRemaining calls left until midnight in the account's time zone; empty when unknown
 * @param turnedAway calls that HubSpot has answered with 429 so far: each one a fault in our accounting or the work of
 *     another integration
 */
public record BudgetSnapshot(
        Use burst,
        Use search,
        Map<Lane, Integer> waiting,
        OptionalInt daily,
        OptionalInt dailyRemaining,
        long turnedAway) {
    public BudgetSnapshot {
        waiting = Map.copyOf(waiting);
    }

    /**
     * @param used slots taken
     * @param limit slots there are, our share only
     */
    public record Use(int used, int limit) {}
}
