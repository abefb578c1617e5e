package dev.linchpin.simulator.limits;

import dev.linchpin.simulator.settings.LimitPlan;
import dev.linchpin.simulator.settings.Settings;

/**
 * How much a caller may call.
 *
 * @param burst requests in any ten seconds for each app; 0 for no limit
 * @param search searches in any second for the account; 0 for no limit
 * @param daily requests a day for the account; 0 for no limit, and then no daily headers either
 * @param sharesDay whether its calls count towards the day, which all private apps share
 */
public record Allowance(int burst, int search, int daily, boolean sharesDay) {

    /** What the settings allow a private app. */
    public static Allowance of(Settings settings) {
        return new Allowance(settings.effectiveBurst(), settings.effectiveSearch(), settings.effectiveDaily(), true);
    }

    /** What they allow a publicly distributed OAuth app: a burst of its own in each account, and no day. */
    public static Allowance ofPublicApp(Settings settings) {
        boolean off = settings.limits() == LimitPlan.OFF;
        return new Allowance(off ? 0 : LimitPlan.OAUTH.burst(), settings.effectiveSearch(), 0, false);
    }

    /** Calls of a quota that fit into its window; 0 for any number. */
    int within(Quota quota) {
        return switch (quota) {
            case ORDINARY -> burst;
            case SEARCH -> search;
            case JOURNAL, JOURNAL_SUBSCRIPTIONS, JOURNAL_SNAPSHOTS -> burst == 0 ? 0 : quota.perSecond();
            case DAILY, NONE -> 0;
        };
    }
}
