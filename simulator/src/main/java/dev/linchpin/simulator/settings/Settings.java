package dev.linchpin.simulator.settings;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the simulator that can be changed while it runs. Immutable.
 *
 * @param limits request limits by plan
 * @param burstLimit requests in ten seconds instead of the plan's; null for the plan's
 * @param dailyLimit requests a day instead of the plan's; null for the plan's
 * @param limitIncreases packs of the add-on "API limit increase", 0 to 2: with any, 250 requests in ten seconds, and with
 *     each, another 1,000,000 a day; a publicly distributed OAuth app has nothing of it (HubSpot docs, "API usage
 *     guidelines")
 * @param searchLimit searches in one second for the account
 * @param latency time that each answer takes on the way, applied by the HTTP server alone
 * @param searchLag how long search needs to notice a write
 * @param searchLagJitter by how much longer it may take, so that search may see two writes in the wrong order
 * @param webhooks events
 * @param behaviour open points
 * @param tokens tokens beyond {@code pat-simulator}
 */
public record Settings(
        LimitPlan limits,
        @Nullable Integer burstLimit,
        @Nullable Integer dailyLimit,
        int limitIncreases,
        int searchLimit,
        Duration latency,
        Duration searchLag,
        Duration searchLagJitter,
        WebhookSettings webhooks,
        Behaviour behaviour,
        List<TokenSettings> tokens) {

    private static final int INCREASED_BURST = 250;
    private static final int INCREASE_PER_PACK = 1_000_000;

    /** Refuses negative times and limits. */
    public Settings {
        Checks.present(limits, "limits");
        Checks.present(latency, "latency");
        Checks.present(searchLag, "searchLag");
        Checks.present(searchLagJitter, "searchLagJitter");
        Checks.present(webhooks, "webhooks");
        Checks.present(behaviour, "behaviour");
        Checks.present(tokens, "tokens");
        Checks.notNegative(latency, "latency");
        Checks.notNegative(searchLag, "searchLag");
        Checks.notNegative(searchLagJitter, "searchLagJitter");
        Checks.require(burstLimit == null || burstLimit > 0, "burstLimit must be positive");
        Checks.require(dailyLimit == null || dailyLimit > 0, "dailyLimit must be positive");
        Checks.require(limitIncreases >= 0 && limitIncreases <= 2, "limitIncreases must be 0, 1 or 2");
        Checks.require(searchLimit > 0, "searchLimit must be positive");
        tokens = List.copyOf(tokens);
    }

    /** A Professional account without latency, whose search lags five seconds. */
    public static Settings standard(String clientSecret) {
        return new Settings(
                LimitPlan.PROFESSIONAL,
                null,
                null,
                0,
                5,
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ZERO,
                WebhookSettings.standard(clientSecret),
                Behaviour.likely(),
                List.of());
    }

    /** Requests in any ten seconds for each app; 0 for no limit. */
    public int effectiveBurst() {
        if (burstLimit != null) {
            return burstLimit;
        }
        return increases() == 0 ? limits.burst() : INCREASED_BURST;
    }

    /** Requests a day for the account; 0 for no limit. */
    public int effectiveDaily() {
        return dailyLimit != null ? dailyLimit : limits.daily() + INCREASE_PER_PACK * increases();
    }

    private int increases() {
        return limits == LimitPlan.OAUTH || limits == LimitPlan.OFF ? 0 : limitIncreases;
    }

    /** Searches in any second; 0 for no limit. */
    public int effectiveSearch() {
        return limits == LimitPlan.OFF ? 0 : searchLimit;
    }

    /** The same with other limits. */
    public Settings withLimits(LimitPlan plan) {
        return new Settings(
                plan,
                burstLimit,
                dailyLimit,
                limitIncreases,
                searchLimit,
                latency,
                searchLag,
                searchLagJitter,
                webhooks,
                behaviour,
                tokens);
    }

    /** The same with another latency. */
    public Settings withLatency(Duration value) {
        return new Settings(
                limits,
                burstLimit,
                dailyLimit,
                limitIncreases,
                searchLimit,
                value,
                searchLag,
                searchLagJitter,
                webhooks,
                behaviour,
                tokens);
    }

    /** The same with another search lag. */
    public Settings withSearchLag(Duration value) {
        return new Settings(
                limits,
                burstLimit,
                dailyLimit,
                limitIncreases,
                searchLimit,
                latency,
                value,
                searchLagJitter,
                webhooks,
                behaviour,
                tokens);
    }

    /** The same with other webhook settings. */
    public Settings withWebhooks(WebhookSettings value) {
        return new Settings(
                limits,
                burstLimit,
                dailyLimit,
                limitIncreases,
                searchLimit,
                latency,
                searchLag,
                searchLagJitter,
                value,
                behaviour,
                tokens);
    }
}
