package dev.linchpin.hubspot.budget;

/**
 * HubSpot's limits on calls.
 *
 * @see <a href="https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines">Usage guidelines</a>
 */
public enum Limit {
    /** Calls in ten seconds, per app: everything but search. */
    BURST,
    /** Search calls in one second, per account; they do not count as {@link #BURST}. */
    SEARCH,
    /** Calls of any kind between two midnights in the account's time zone, per account. */
    DAILY
}
