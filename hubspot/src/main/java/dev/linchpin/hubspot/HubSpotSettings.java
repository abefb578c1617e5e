package dev.linchpin.hubspot;

import dev.linchpin.hubspot.budget.BudgetSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to talk to one HubSpot account.
 *
 * @param baseUrl where HubSpot's API answers; a path in it stands before all others, as behind a proxy
 * @param requestTimeout for one request, from sending to the end of its answer: after it, an unanswered write may still be
 *     carried out, but a lease that is longer has been kept
 * @param longestTurn how long a read waits for its turn in the budget before it fails; writes say so themselves
 * @param batchWithHistory records a call when property histories are asked for, at most 50
 * @param appId the app whose token this is, by which its own writes are told; null to ask HubSpot
 */
public record HubSpotSettings(
        URI baseUrl,
        Duration requestTimeout,
        Duration longestTurn,
        int batchWithHistory,
        @Nullable String appId,
        BudgetSettings budget) {
    public static final HubSpotSettings DEFAULT = new HubSpotSettings(
            URI.create("https://api.hubapi.com"),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            50,
            null,
            BudgetSettings.DEFAULT);

    /** @throws IllegalArgumentException naming the setting that is out of range */
    public HubSpotSettings {
        var scheme = baseUrl.getScheme();
        if (baseUrl.getHost() == null || scheme == null || !scheme.matches("https?") || baseUrl.getQuery() != null) {
            throw new IllegalArgumentException(
                    "baseUrl must be an http or https URL without a query, but is " + baseUrl);
        }
        if (batchWithHistory < 1 || batchWithHistory > 50) {
            throw new IllegalArgumentException("batchWithHistory must be 1 to 50, but is " + batchWithHistory);
        }
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("longestTurn", longestTurn);
    }

    public HubSpotSettings withBaseUrl(URI url) {
        return new HubSpotSettings(url, requestTimeout, longestTurn, batchWithHistory, appId, budget);
    }

    public HubSpotSettings withAppId(@Nullable String id) {
        return new HubSpotSettings(baseUrl, requestTimeout, longestTurn, batchWithHistory, id, budget);
    }

    public HubSpotSettings withBudget(BudgetSettings settings) {
        return new HubSpotSettings(baseUrl, requestTimeout, longestTurn, batchWithHistory, appId, settings);
    }

    /** Without a slash at the end. */
    String prefix() {
        return baseUrl.toString().replaceFirst("/+$", "");
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be above zero, but is " + value);
        }
    }
}
