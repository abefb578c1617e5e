package dev.linchpin.hubspot.budget;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How much of HubSpot's limits to use.
 *
 * @param share of every limit, above 0 and at most 1; the rest is left to other integrations
 * @param burst calls per ten seconds set outright, in place of the share; still never above what HubSpot says it allows
 * @param ageing a waiting call moves up one lane each time it has waited this long
 */
public record BudgetSettings(double share, OptionalInt burst, Duration ageing) {
    /** Nine tenths of every limit. */
    public static final BudgetSettings DEFAULT = new BudgetSettings(0.9, OptionalInt.empty(), Duration.ofSeconds(2));

    /** @throws IllegalArgumentException naming the setting that is out of range */
    public BudgetSettings {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, but is " + share);
        }
        if (burst.isPresent() && burst.getAsInt() < 1) {
            throw new IllegalArgumentException("burst must be at least 1, but is " + burst.getAsInt());
        }
        if (ageing.isNegative() || ageing.isZero()) {
            throw new IllegalArgumentException("ageing must be above zero, but is " + ageing);
        }
    }

    public BudgetSettings withShare(double newShare) {
        return new BudgetSettings(newShare, burst, ageing);
    }

    public BudgetSettings withBurst(int callsPerTenSeconds) {
        return new BudgetSettings(share, OptionalInt.of(callsPerTenSeconds), ageing);
    }

    /** What we may use of a limit that HubSpot states; at least one call, or nothing would ever move. */
    int shareOf(int limit) {
        return Math.max(1, (int) Math.floor(limit * share + 1e-9));
    }

    /** The burst limit to keep when HubSpot says it allows this many. */
    int burstOf(int allowed) {
        return burst.isPresent() ? Math.min(burst.getAsInt(), allowed) : shareOf(allowed);
    }
}
