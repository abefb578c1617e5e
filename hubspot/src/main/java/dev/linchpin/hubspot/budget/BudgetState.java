package dev.linchpin.hubspot.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * All of HubSpot's limits at one instant, and the next step for everything that can happen. Pure: it knows neither clock
 * nor thread, so its promise (never more than the limit in any window) is tested over arbitrary histories.
 */
record BudgetState(BudgetSettings settings, CallWindow burst, CallWindow search, DailyQuota daily) {
    /** The least that any account has, until HubSpot says more. */
    private static final int BURST_UNTIL_KNOWN = 100;
    /** No header tells this one. */
    private static final int SEARCHES_A_SECOND = 5;

    private static final Duration SEARCH_WINDOW = Duration.ofSeconds(1);

    /** Calls that others may have sent and HubSpot has not counted yet: of a process killed a moment ago, say. */
    private static final int ON_THEIR_WAY = 5;

    /** What asking for a call comes to. */
    sealed interface Answer {
        record Granted(BudgetState next) implements Answer {}

        /** @param at the earliest instant worth asking again */
        record NotBefore(Instant at) implements Answer {}
    }

    static BudgetState initial(BudgetSettings settings) {
        var burst = settings.burst().orElse(settings.shareOf(BURST_UNTIL_KNOWN));
        return new BudgetState(
                settings,
                CallWindow.of(burst, RateHeaders.TEN_SECONDS),
                CallWindow.of(settings.shareOf(SEARCHES_A_SECOND), SEARCH_WINDOW),
                DailyQuota.unknown(ZoneOffset.UTC));
    }

    CallWindow window(Limit limit) {
        return limit == Limit.SEARCH ? search : burst;
    }

    /** When a call may go at the earliest; {@code now} when at once. */
    Instant earliest(Limit limit, Pace pace, Instant now) {
        var window = window(limit).earliest(pace, now);
        var day = daily.earliest(
                settings, pace, burst.window().inFlight() + search.window().inFlight(), now);
        return window.isAfter(day) ? window : day;
    }

    Answer take(Limit limit, Pace pace, Instant now) {
        var earliest = earliest(limit, pace, now);
        return earliest.isAfter(now)
                ? new Answer.NotBefore(earliest)
                : new Answer.Granted(with(limit, window(limit).taken(pace, now)));
    }

    BudgetState answered(Limit limit, RateHeaders headers, Instant now) {
        var next = with(limit, window(limit).answered(now));
        return (limit == Limit.BURST ? next.learnedWindow(headers, now) : next).learnedDay(headers, now);
    }

    private BudgetState learnedWindow(RateHeaders headers, Instant now) {
        if (headers.max().isEmpty() || headers.max().getAsInt() < 1) {
            return this;
        }
        var allowed = headers.max().getAsInt();
        var own = settings.burstOf(allowed);
        var next = burst.withLimit(own, headers.interval());
        if (headers.remaining().isPresent()) {
            var byOthers = allowed - headers.remaining().getAsInt() - burst.used(now);
            // What we leave unused of HubSpot's limit is theirs; only beyond it do they take from us.
            var beyond = byOthers - (allowed - own);
            next = next.withStrangers(beyond > 0 ? beyond + ON_THEIR_WAY : 0, now);
        }
        return with(Limit.BURST, next);
    }

    private BudgetState learnedDay(RateHeaders headers, Instant now) {
        if (headers.daily().isEmpty() || headers.dailyRemaining().isEmpty()) {
            return this;
        }
        var learned = daily.learned(
                headers.daily().getAsInt(), headers.dailyRemaining().getAsInt(), now);
        return new BudgetState(settings, burst, search, learned);
    }

    BudgetState notSent(Limit limit) {
        return with(limit, window(limit).notSent());
    }

    BudgetState givenUp(Limit limit, Instant now) {
        return with(limit, window(limit).givenUp(now));
    }

    /** HubSpot turned a call away, so its count wins over ours. */
    BudgetState turnedAway(Limit limit, Duration pause, Instant now) {
        return limit == Limit.DAILY
                ? new BudgetState(settings, burst, search, daily.exhausted(now))
                : with(limit, window(limit).paused(now.plus(pause)));
    }

    /**
     * As a process begins: searches rest for one window, because no header tells how many a predecessor has just made, and
     * one that was killed and started again would otherwise make twice as many as are allowed.
     */
    BudgetState started(Instant now) {
        return with(Limit.SEARCH, search.paused(now.plus(SEARCH_WINDOW)));
    }

    BudgetState inZone(ZoneId zone) {
        return new BudgetState(settings, burst, search, daily.in(zone));
    }

    private BudgetState with(Limit limit, CallWindow window) {
        return limit == Limit.SEARCH
                ? new BudgetState(settings, burst, window, daily)
                : new BudgetState(settings, window, search, daily);
    }
}
