package dev.linchpin.simulator.limits;

import dev.linchpin.simulator.exchange.ApiError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The account's request limits: a rolling window for each kind of call that has one, and a day in the account's time zone.
 * A refused call counts towards nothing. Thread-safe.
 *
 * <p>Source: HubSpot docs, "API usage guidelines" and "Search the CRM"; the bodies as recorded from real traffic, which
 * carries no {@code Retry-After}.
 */
public final class RateLimits {

    private static final long WHOLE_ACCOUNT = -1;

    private final ZoneId zone;
    private final Map<Holder, RollingWindow> windows = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;
    private int usedToday;

    private record Holder(Quota quota, long appId) {}

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
    public synchronized Ruling call(Allowance allowance, long appId, Quota quota, long now) {
        turnDay(now);
        RollingWindow window = windows.computeIfAbsent(
                new Holder(quota, quota.isPerApp() ? appId : WHOLE_ACCOUNT),
                holder -> new RollingWindow(quota.windowMillis()));
        int limit = allowance.within(quota);
        if (quota.isDaily() && allowance.daily() > 0 && usedToday >= allowance.daily()) {
            return new Exceeded("DAILY", refusal("DAILY"), headers(allowance, quota, window, now));
        }
        if (limit > 0 && window.remaining(limit, now) == 0) {
            return new Exceeded(quota.policy(), refusal(quota.policy()), headers(allowance, quota, window, now));
        }
        if (quota.isDaily() && allowance.sharesDay()) {
            usedToday++;
        }
        if (limit > 0) {
            window.record(now);
        }
        return new Allowed(headers(allowance, quota, window, now));
    }

    private void turnDay(long now) {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
        if (!today.equals(day)) {
            day = today;
            usedToday = 0;
        }
    }

    /** Calls counted on the day of that moment. */
    public synchronized int usedToday(long now) {
        turnDay(now);
        return usedToday;
    }

    /** Forgets every call. */
    public synchronized void clear() {
        windows.clear();
        usedToday = 0;
    }

    /** The refusal of a policy, for a real limit or a simulated fault. The recorded one of a second names no policy. */
    public static ApiError refusal(String policy) {
        ApiError error =
                ApiError.of(429, "RATE_LIMITS", "You have reached your " + policy.toLowerCase(Locale.ROOT) + " limit.");
        return policy.equals("SECONDLY")
                ? error
                : error.withExtra(Map.of("errorType", "RATE_LIMIT", "policyName", policy));
    }

    /** Only what counts towards the ten seconds tells about them; the answers of a search tell the day alone. */
    private Map<String, String> headers(Allowance allowance, Quota quota, RollingWindow window, long now) {
        var headers = new LinkedHashMap<String, String>();
        if (quota == Quota.ORDINARY && allowance.burst() > 0) {
            headers.put("X-HubSpot-RateLimit-Max", Integer.toString(allowance.burst()));
            headers.put("X-HubSpot-RateLimit-Remaining", Integer.toString(window.remaining(allowance.burst(), now)));
            headers.put("X-HubSpot-RateLimit-Interval-Milliseconds", Long.toString(quota.windowMillis()));
        }
        if (quota.isDaily() && allowance.daily() > 0) {
            headers.put("X-HubSpot-RateLimit-Daily", Integer.toString(allowance.daily()));
            headers.put(
                    "X-HubSpot-RateLimit-Daily-Remaining",
                    Integer.toString(Math.max(0, allowance.daily() - usedToday)));
        }
        return headers;
    }
}
