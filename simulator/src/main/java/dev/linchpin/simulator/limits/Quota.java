package dev.linchpin.simulator.limits;

/**
 * Which limits a call counts towards: the account's day, and a rolling window shared with other calls of its kind, whose
 * size {@link Allowance#within} tells.
 *
 * <p>Source: HubSpot docs, "API usage guidelines" and "Search the CRM"; OpenAPI, {@code x-hubspot-rate-limit-exemptions}.
 */
public enum Quota {
    /** The app's ten seconds and the account's day. */
    ORDINARY(true, 10_000, true, "TEN_SECONDLY_ROLLING"),
    /** The account's searches per second and its day. */
    SEARCH(true, 1_000, false, "SECONDLY"),
    /** The account's day alone, as association labels and limits do. */
    DAILY(true, 0, false, ""),
    /** The app's 100 reads of the webhooks journal a second (HubSpot docs, "Webhooks journal and management APIs"). */
    JOURNAL(false, 1_000, true, "SECONDLY"),
    /** The app's 50 calls about journal subscriptions a second. */
    JOURNAL_SUBSCRIPTIONS(false, 1_000, true, "SECONDLY"),
    /** The app's 10 calls for snapshots a second. */
    JOURNAL_SNAPSHOTS(false, 1_000, true, "SECONDLY"),
    /** Nothing. */
    NONE(false, 0, false, "");

    private final boolean daily;
    private final long windowMillis;
    private final boolean perApp;
    private final String policy;

    Quota(boolean daily, long windowMillis, boolean perApp, String policy) {
        this.daily = daily;
        this.windowMillis = windowMillis;
        this.perApp = perApp;
        this.policy = policy;
    }

    /** Whether calls count towards the account's day. */
    boolean isDaily() {
        return daily;
    }

    /** Length of the rolling window. */
    long windowMillis() {
        return windowMillis;
    }

    /** Whether each app has a window; else the account has one for all. */
    boolean isPerApp() {
        return perApp;
    }

    /** Calls a second that the journal's quotas allow whatever the account's plan; 0 for the others. */
    int perSecond() {
        return switch (this) {
            case JOURNAL -> 100;
            case JOURNAL_SUBSCRIPTIONS -> 50;
            case JOURNAL_SNAPSHOTS -> 10;
            case ORDINARY, SEARCH, DAILY, NONE -> 0;
        };
    }

    /** The window's name in refusals; empty without a window. */
    public String policy() {
        return policy;
    }
}
