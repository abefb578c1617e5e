package dev.linchpin.simulator.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The request limits of a kind of account or app.
 *
 * <p>Source: HubSpot docs, "API usage guidelines" (developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines);
 * the daily figure of Professional is given as 650,000 by the changelog and as 625,000 elsewhere, so clients should trust
 * the header.
 */
public enum LimitPlan {
    /** A private app in a free account. */
    @JsonProperty("free")
    FREE(100, 250_000),
    /** A private app in a Starter account. */
    @JsonProperty("starter")
    STARTER(100, 250_000),
    /** A private app in a Professional account. */
    @JsonProperty("professional")
    PROFESSIONAL(190, 650_000),
    /** A private app in an Enterprise account. */
    @JsonProperty("enterprise")
    ENTERPRISE(190, 1_000_000),
    /** A publicly distributed OAuth app, which has no daily limit. */
    @JsonProperty("oauth")
    OAUTH(110, 0),
    /** No limits and no limit headers. */
    @JsonProperty("off")
    OFF(0, 0);

    private final int burst;
    private final int daily;

    LimitPlan(int burst, int daily) {
        this.burst = burst;
        this.daily = daily;
    }

    /** Requests in any ten seconds for each app; 0 for no limit. */
    public int burst() {
        return burst;
    }

    /** Requests a day for the account; 0 for no limit. */
    public int daily() {
        return daily;
    }
}
