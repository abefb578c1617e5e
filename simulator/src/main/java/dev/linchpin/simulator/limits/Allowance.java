package dev.linchpin.simulator.limits;

import dev.linchpin.simulator.settings.Settings;

/**
 * How much a caller may call.
 *
 * @param burst requests in any ten seconds for each app; 0 for no limit
 * @param search searches in any second for the account; 0 for no limit
 * @param daily requests a day for the account; 0 for no limit, and then no daily headers either
 */
public record Allowance(int burst, int search, int daily) {

    /** What the settings allow a private app. */
    public static Allowance of(Settings settings) {
        return new Allowance(settings.effectiveBurst(), settings.effectiveSearch(), settings.effectiveDaily());
    }

    /** Calls of a quota that fit into its window; 0 for any number. */
    int within(Quota quota) {
        return switch (quota) {
            case ORDINARY -> burst;
            case SEARCH -> search;
            case DAILY, NONE -> 0;
        };
    }
}
