package dev.linchpin.hubspot.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalInt;

/**
 * The calls that are left until midnight in the account's time zone, as HubSpot's last answer said. Unknown at first, and
 * again after each midnight: then nothing is held back. Immutable.
 *
 * @param limit calls a day; empty when HubSpot never said (OAuth apps have none)
 * @param remaining calls left of them, the whole account counted
 * @param resetsAt when this is void
 */
record DailyQuota(OptionalInt limit, int remaining, Instant resetsAt, ZoneId zone) {
    /** HubSpot's midnight and ours may differ by a little. */
    private static final Duration GRACE = Duration.ofMinutes(1);
    /** A rise by more than what overtaking answers explain means that HubSpot's day has turned. */
    private static final int OVERTAKING = 500;

    static DailyQuota unknown(ZoneId zone) {
        return new DailyQuota(OptionalInt.empty(), 0, Instant.MIN, zone);
    }

    private boolean isKnown(Instant now) {
        return limit.isPresent() && now.isBefore(resetsAt);
    }

    /** @param inFlight calls that {@link #remaining} may not count yet */
    Instant earliest(BudgetSettings settings, Pace pace, int inFlight, Instant now) {
        if (!isKnown(now)) {
            return now;
        }
        var daily = limit.orElseThrow();
        var floor = daily - settings.shareOf(daily);
        // Polls and audits stop a little before people, webhooks and pushes have to.
        var keep = pace == Pace.EVEN ? floor + daily / 50 : floor;
        return remaining - inFlight > keep ? now : resetsAt;
    }

    DailyQuota learned(int daily, int left, Instant now) {
        var overtaken = isKnown(now) && left <= remaining + OVERTAKING;
        return new DailyQuota(OptionalInt.of(daily), overtaken ? Math.min(left, remaining) : left, reset(now), zone);
    }

    /** HubSpot says that nothing is left. */
    DailyQuota exhausted(Instant now) {
        return new DailyQuota(OptionalInt.of(limit.orElse(1)), 0, reset(now), zone);
    }

    DailyQuota in(ZoneId accountZone) {
        return new DailyQuota(limit, remaining, resetsAt, accountZone);
    }

    OptionalInt remainingAt(Instant now) {
        return isKnown(now) ? OptionalInt.of(remaining) : OptionalInt.empty();
    }

    private Instant reset(Instant now) {
        return now.atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .plus(GRACE);
    }
}
