package dev.linchpin.simulator.limits;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.settings.LimitPlan;
import dev.linchpin.simulator.settings.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The account's request limits: a rolling ten-second window for each app, a rolling second for searches of the whole
 * account, and a day in the account's time zone. Search does not count towards the ten seconds; a refused call counts
 * towards nothing. Thread-safe.
 *
 * <p>Source: HubSpot docs, "API usage guidelines" and "Search the CRM"; the bodies as recorded from real traffic, which
 * carries no {@code Retry-After}.
 */
public final class RateLimits {

    private static final long BURST_MILLIS = 10_000;
    private static final long SECOND_MILLIS = 1_000;

    private final ZoneId zone;
    private final Map<Long, RollingWindow> bursts = new HashMap<>();
    private RollingWindow searches = new RollingWindow(SECOND_MILLIS);
    private LocalDate day = LocalDate.EPOCH;
    private int usedToday;

    /** Whether a call may go on. */
    public sealed interface Ruling {

        /** Headers to send with the answer. */
        Map<String, String> headers();
    }

    /** It may. */
    public record Allowed(Map<String, String> headers) implements Ruling {}

    /** It may not. */
    public record Exceeded(String policy, ApiError error, Map<String, String> headers) implements Ruling {}

    /** Nothing used yet; the zone decides when the day ends. */
    public RateLimits(ZoneId zone) {
        this.zone = zone;
    }

    /** Counts a call of an app at a moment, unless a limit forbids it. */
    public synchronized Ruling call(Settings settings, long appId, Quota quota, long now) {
        boolean search = quota == Quota.SEARCH;
        boolean burst = quota == Quota.ORDINARY;
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
        if (!today.equals(day)) {
            day = today;
            usedToday = 0;
        }
        int daily = settings.effectiveDaily();
        int perBurst = settings.effectiveBurst();
        int perSecond = settings.effectiveSearch();
        RollingWindow window = bursts.computeIfAbsent(appId, key -> new RollingWindow(BURST_MILLIS));
        if (daily > 0 && usedToday >= daily) {
            return exceeded("DAILY", "daily", headers(settings, quota, window.remaining(perBurst, now)));
        }
        if (search && perSecond > 0 && searches.remaining(perSecond, now) == 0) {
            return new Exceeded(
                    "SECONDLY",
                    ApiError.of(429, "RATE_LIMITS", "You have reached your secondly limit."),
                    headers(settings, quota, 0));
        }
        if (burst && perBurst > 0 && window.remaining(perBurst, now) == 0) {
            return exceeded("TEN_SECONDLY_ROLLING", "ten_secondly_rolling", headers(settings, quota, 0));
        }
        usedToday++;
        if (search) {
            searches.record(now);
        } else if (burst) {
            window.record(now);
        }
        return new Allowed(headers(settings, quota, window.remaining(perBurst, now)));
    }

    /** Calls counted today. */
    public synchronized int usedToday() {
        return usedToday;
    }

    /** Forgets every call. */
    public synchronized void clear() {
        bursts.clear();
        searches = new RollingWindow(SECOND_MILLIS);
        usedToday = 0;
    }

    /** The refusal of a policy, for a real limit or a simulated fault. */
    public static ApiError refusal(String policy, String inWords) {
        return ApiError.of(429, "RATE_LIMITS", "You have reached your " + inWords + " limit.")
                .withExtra(Map.of("errorType", "RATE_LIMIT", "policyName", policy));
    }

    private static Exceeded exceeded(String policy, String inWords, Map<String, String> headers) {
        return new Exceeded(policy, refusal(policy, inWords), headers);
    }

    private Map<String, String> headers(Settings settings, Quota quota, int remaining) {
        var headers = new LinkedHashMap<String, String>();
        int burst = settings.effectiveBurst();
        if (quota == Quota.ORDINARY && burst > 0) {
            headers.put("X-HubSpot-RateLimit-Max", Integer.toString(burst));
            headers.put("X-HubSpot-RateLimit-Remaining", Integer.toString(remaining));
            headers.put("X-HubSpot-RateLimit-Interval-Milliseconds", Long.toString(BURST_MILLIS));
        }
        int daily = settings.effectiveDaily();
        if (daily > 0 && settings.limits() != LimitPlan.OAUTH) {
            headers.put("X-HubSpot-RateLimit-Daily", Integer.toString(daily));
            headers.put("X-HubSpot-RateLimit-Daily-Remaining", Integer.toString(Math.max(0, daily - usedToday)));
        }
        return headers;
    }
}
