package dev.linchpin.hubspot.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private BudgetState state = BudgetState.initial(BudgetSettings.DEFAULT);

    @Test
    void until_hubspot_says_more_nine_tenths_of_the_smallest_plan_are_used() {
        assertThat(callsAtOnce(Limit.BURST, Pace.AT_ONCE)).isEqualTo(90);
    }

    @Test
    void the_limit_that_hubspot_states_is_adopted_less_the_share_of_others() {
        answered(headers(Map.of("Max", "190", "Remaining", "189", "Interval-Milliseconds", "10000")));

        assertThat(state.burst().limit()).isEqualTo(171);
        assertThat(callsAtOnce(Limit.BURST, Pace.AT_ONCE)).isEqualTo(170);
    }

    @Test
    void a_burst_set_outright_replaces_the_share_but_never_exceeds_what_hubspot_allows() {
        state = BudgetState.initial(BudgetSettings.DEFAULT.withBurst(150));
        assertThat(state.burst().limit()).isEqualTo(150);

        answered(headers(Map.of("Max", "190", "Remaining", "189")));
        assertThat(state.burst().limit()).isEqualTo(150);
        answered(headers(Map.of("Max", "110", "Remaining", "100")));
        assertThat(state.burst().limit()).isEqualTo(110);
    }

    @Test
    void searches_have_a_window_of_their_own() {
        assertThat(callsAtOnce(Limit.BURST, Pace.AT_ONCE)).isEqualTo(90);
        assertThat(callsAtOnce(Limit.SEARCH, Pace.AT_ONCE)).isEqualTo(4);
        assertThat(state.earliest(Limit.SEARCH, Pace.AT_ONCE, NOW)).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void a_search_answer_does_not_touch_the_window_of_other_calls() {
        take(Limit.SEARCH);
        state = state.answered(Limit.SEARCH, headers(Map.of("Max", "10")), NOW);

        assertThat(state.burst().limit()).isEqualTo(90);
    }

    @Test
    void slots_are_free_again_one_window_after_the_answer_and_not_after_sending() {
        state = BudgetState.initial(BudgetSettings.DEFAULT.withBurst(1));
        take(Limit.BURST);
        var answer = NOW.plusSeconds(3);
        state = state.answered(Limit.BURST, RateHeaders.NONE, answer);

        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, answer)).isEqualTo(answer.plusSeconds(10));
    }

    @Test
    void a_call_that_was_given_up_holds_its_slot_for_another_window() {
        state = BudgetState.initial(BudgetSettings.DEFAULT.withBurst(1));
        take(Limit.BURST);
        state = state.givenUp(Limit.BURST, NOW);

        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(NOW.plusSeconds(20));
    }

    @Test
    void a_call_that_never_left_gives_its_slot_back_at_once() {
        state = BudgetState.initial(BudgetSettings.DEFAULT.withBurst(1));
        take(Limit.BURST);
        state = state.notSent(Limit.BURST);

        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(NOW);
    }

    @Test
    void polls_and_background_work_leave_a_reserve_and_are_spread_over_the_window() {
        state = BudgetState.initial(BudgetSettings.DEFAULT.withBurst(100));
        take(Limit.BURST);
        assertThat(state.earliest(Limit.BURST, Pace.EVEN, NOW)).isEqualTo(NOW);
        var paced = callsAtOnce(Limit.BURST, Pace.EVEN);

        assertThat(paced).isLessThan(10);
        assertThat(state.earliest(Limit.BURST, Pace.EVEN, NOW)).isEqualTo(NOW.plusMillis(100));

        // Once 98 of 100 slots are taken, only the others may have the last two.
        while (state.burst().used(NOW) < 98) {
            take(Limit.BURST);
        }
        var later = NOW.plusSeconds(5);
        assertThat(state.earliest(Limit.BURST, Pace.EVEN, later)).isAfter(later);
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, later)).isEqualTo(later);
    }

    @Test
    void calls_of_another_process_with_the_same_token_are_left_room() {
        answered(headers(Map.of("Max", "100", "Remaining", "29")));

        // HubSpot has counted 71 calls, one of them ours; 10 of the others are in the share that we leave anyway, and a
        // few more may be on their way.
        assertThat(callsAtOnce(Limit.BURST, Pace.AT_ONCE)).isEqualTo(90 - 1 - 65);
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void what_was_seen_of_others_is_forgotten_after_one_window() {
        answered(headers(Map.of("Max", "100", "Remaining", "0")));

        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(NOW.plusSeconds(10));
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW.plusSeconds(10)))
                .isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void a_smaller_count_of_others_is_no_news_while_a_larger_one_is_fresh() {
        answered(headers(Map.of("Max", "100", "Remaining", "29")));
        answered(headers(Map.of("Max", "100", "Remaining", "60")));

        assertThat(callsAtOnce(Limit.BURST, Pace.AT_ONCE)).isEqualTo(90 - 2 - 65);
    }

    @Test
    void a_call_turned_away_rests_only_the_limit_that_was_hit() {
        state = state.turnedAway(Limit.SEARCH, Duration.ofSeconds(1), NOW);

        assertThat(state.earliest(Limit.SEARCH, Pace.AT_ONCE, NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(NOW);
    }

    @Test
    void the_daily_quota_is_kept_to_its_share_until_midnight_in_the_accounts_zone() {
        state = state.inZone(ZoneId.of("Europe/Berlin"));
        answered(headers(Map.of("Daily", "1000", "Daily-Remaining", "101")));
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(NOW);

        answered(headers(Map.of("Daily", "1000", "Daily-Remaining", "100")));
        var midnight = Instant.parse("2026-11-21T23:01:00Z");
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(midnight);
        assertThat(state.earliest(Limit.SEARCH, Pace.AT_ONCE, NOW)).isEqualTo(midnight);
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, midnight)).isEqualTo(midnight);
    }

    @Test
    void polls_stop_before_pushes_when_the_day_runs_out() {
        answered(headers(Map.of("Daily", "1000", "Daily-Remaining", "115")));

        assertThat(state.earliest(Limit.BURST, Pace.EVEN, NOW)).isAfter(NOW);
        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(NOW);
    }

    @Test
    void an_answer_that_was_overtaken_does_not_raise_the_daily_quota_again() {
        answered(headers(Map.of("Daily", "1000", "Daily-Remaining", "101")));
        answered(headers(Map.of("Daily", "1000", "Daily-Remaining", "103")));

        assertThat(state.daily().remainingAt(NOW)).hasValue(101);
    }

    @Test
    void when_hubspot_says_that_the_day_is_used_up_nothing_goes_before_midnight() {
        state = state.turnedAway(Limit.DAILY, Duration.ofSeconds(10), NOW);

        assertThat(state.earliest(Limit.BURST, Pace.AT_ONCE, NOW)).isEqualTo(Instant.parse("2026-11-22T00:01:00Z"));
    }

    private void take(Limit limit) {
        assertThat(takes(limit, Pace.AT_ONCE)).isTrue();
    }

    private void answered(RateHeaders headers) {
        take(Limit.BURST);
        state = state.answered(Limit.BURST, headers, NOW);
    }

    private int callsAtOnce(Limit limit, Pace pace) {
        var count = 0;
        while (takes(limit, pace)) {
            count++;
        }
        return count;
    }

    private boolean takes(Limit limit, Pace pace) {
        return switch (state.take(limit, pace, NOW)) {
            case BudgetState.Answer.Granted(var next) -> {
                state = next;
                yield true;
            }
            case BudgetState.Answer.NotBefore _ -> false;
        };
    }

    private static RateHeaders headers(Map<String, String> values) {
        var named = new HashMap<String, String>();
        values.forEach((name, value) -> named.put("X-HubSpot-RateLimit-" + name, value));
        return RateHeaders.read(named::get);
    }
}
