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
 * @param page records a page of a listing, at most 100
 * @param appId the app whose token this is, by which its own writes are told; null to ask HubSpot
 */
public record HubSpotSettings(
        URI baseUrl,
        Duration requestTimeout,
        Duration longestTurn,
        int batchWithHistory,
        int page,
        @Nullable String appId,
        BudgetSettings budget) {
    private static final int LONGEST_PAGE = 100;

    public static final HubSpotSettings DEFAULT = new HubSpotSettings(
            URI.create("https://api.hubapi.com"),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            50,
            LONGEST_PAGE,
            null,
            BudgetSettings.DEFAULT);

    public HubSpotSettings(
            URI baseUrl,
            Duration requestTimeout,
            Duration longestTurn,
            int batchWithHistory,
            @Nullable String appId,
            BudgetSettings budget) {
        this(baseUrl, requestTimeout, longestTurn, batchWithHistory, LONGEST_PAGE, appId, budget);
    }

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
        if (page < 1 || page > LONGEST_PAGE) {
            throw new IllegalArgumentException("page must be 1 to " + LONGEST_PAGE + ", but is " + page);
        }
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("longestTurn", longestTurn);
    }

    public HubSpotSettings withBaseUrl(URI url) {
        return new HubSpotSettings(url, requestTimeout, longestTurn, batchWithHistory, page, appId, budget);
    }

    public HubSpotSettings withPage(int records) {
        return new HubSpotSettings(baseUrl, requestTimeout, longestTurn, batchWithHistory, records, appId, budget);
    }

    public HubSpotSettings withAppId(@Nullable String id) {
        return new HubSpotSettings(baseUrl, requestTimeout, longestTurn, batchWithHistory, page, id, budget);
    }

    public HubSpotSettings withBudget(BudgetSettings settings) {
        return new HubSpotSettings(baseUrl, requestTimeout, longestTurn, batchWithHistory, page, appId, settings);
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
