package dev.linchpin.simulator.limits;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import dev.linchpin.simulator.settings.LimitPlan;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final TestAccount account = new TestAccount(
            options -> options.withLimits(LimitPlan.PROFESSIONAL).withTimeZone(ZoneId.of("Europe/Berlin")));

    @Test
    @Fact({"limits/burst-window", "limits/no-retry-after", "limits/refused-do-not-count"})
    void the_burst_window_rolls_over_ten_seconds() {
        account.set("{\"burstLimit\":3}");
        account.get(CONTACTS);
        account.advance(Duration.ofSeconds(4));
        account.get(CONTACTS);
        account.get(CONTACTS);
        Answer refused = account.get(CONTACTS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/policyName")).isEqualTo("TEN_SECONDLY_ROLLING");
        assertThat(refused.text("/errorType")).isEqualTo("RATE_LIMIT");
        assertThat(refused.text("/message")).isEqualTo("You have reached your ten_secondly_rolling limit.");
        assertThat(refused.header("Retry-After")).isEmpty();
        account.advance(Duration.ofMillis(5_999));
        assertThat(account.get(CONTACTS).status()).isEqualTo(429);
        account.advance(Duration.ofMillis(1));
        assertThat(account.get(CONTACTS).status()).isEqualTo(200);
        assertThat(account.get(CONTACTS).status()).isEqualTo(429);
    }

    @Test
    @Fact({"limits/headers", "limits/daily-by-plan"})
    void ordinary_answers_carry_burst_and_daily_headers() {
        Answer answer = account.get(CONTACTS);
        assertThat(answer.header("X-HubSpot-RateLimit-Max")).isEqualTo("190");
        assertThat(answer.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("189");
        assertThat(answer.header("X-HubSpot-RateLimit-Interval-Milliseconds")).isEqualTo("10000");
        assertThat(answer.header("X-HubSpot-RateLimit-Daily")).isEqualTo("650000");
        assertThat(answer.header("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("649999");
        assertThat(answer.header("X-HubSpot-Correlation-Id")).isNotEmpty();
    }

    @Test
    @Fact({"limits/search-429", "limits/search-headers", "limits/search-counts-daily", "search/own-rate"})
    void search_has_a_second_of_its_own_counts_daily_and_carries_only_the_daily_headers() {
        account.set("{\"burstLimit\":1}");
        for (int i = 0; i < 5; i++) {
            assertThat(account.search("{}").status()).isEqualTo(200);
        }
        Answer refused = account.search("{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/message")).isEqualTo("You have reached your secondly limit.");
        assertThat(refused.json().has("policyName")).isFalse();
        account.advance(Duration.ofSeconds(1));
        Answer answer = account.search("{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers()).doesNotContainKey("X-HubSpot-RateLimit-Max");
        assertThat(answer.header("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("649994");
    }

    @Test
    @Fact({"limits/daily-reset", "limits/daily-429"})
    void the_daily_limit_resets_at_midnight_in_the_accounts_time_zone() {
        account.set("{\"dailyLimit\":2}");
        account.get(CONTACTS);
        account.get(CONTACTS);
        Answer refused = account.get(CONTACTS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/policyName")).isEqualTo("DAILY");
        // The clock shows 10:00 in Berlin.
        account.advance(Duration.ofHours(14).minusMillis(1));
        assertThat(account.get(CONTACTS).status()).isEqualTo(429);
        account.advance(Duration.ofMillis(1));
        assertThat(account.get(CONTACTS).status()).isEqualTo(200);
    }

    @Test
    @Fact({"limits/daily-shared", "limits/burst-window"})
    void each_app_has_a_burst_window_of_its_own_and_all_share_the_day() {
        account.set("{\"burstLimit\":1,\"dailyLimit\":2,\"tokens\":[{\"token\":\"other\",\"appId\":7}]}");
        assertThat(account.get(CONTACTS).status()).isEqualTo(200);
        assertThat(account.get(CONTACTS).status()).isEqualTo(429);
        assertThat(account.callAs("other", "GET", CONTACTS, "").status()).isEqualTo(200);
        account.advance(Duration.ofSeconds(10));
        assertThat(account.get(CONTACTS).text("/policyName")).isEqualTo("DAILY");
    }

    @Test
    @Fact({"limits/burst-by-plan", "limits/oauth-110"})
    void plans_differ_and_off_means_no_limits_and_no_headers() {
        assertThat(burstOf("starter")).isEqualTo("100");
        assertThat(burstOf("oauth")).isEqualTo("110");
        assertThat(account.get(CONTACTS).response().headers()).doesNotContainKey("X-HubSpot-RateLimit-Daily");
        account.set("{\"limits\":\"off\"}");
        for (int i = 0; i < 300; i++) {
            assertThat(account.search("{}").status()).isEqualTo(200);
        }
        assertThat(account.get(CONTACTS).response().headers()).doesNotContainKey("X-HubSpot-RateLimit-Max");
    }

    @Test
    @Fact("limits/associations-exempt")
    void definitions_and_limits_of_associations_count_daily_alone() {
        account.set("{\"burstLimit\":1}");
        String path = "/crm/associations/2026-09/contacts/companies/";
        for (Answer answer : List.of(
                account.get(path + "labels"),
                account.get("/crm/associations/2026-09/definitions/configurations/all"),
                account.get("/crm/limits/2026-09/associations/labels"))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers()).doesNotContainKey("X-HubSpot-RateLimit-Max");
        }
        assertThat(account.get(CONTACTS).header("X-HubSpot-RateLimit-Daily-Remaining"))
                .isEqualTo("649996");
        assertThat(account.get(CONTACTS).status()).isEqualTo(429);
    }

    @Test
    @Fact("limits/association-batches")
    void a_batch_of_associations_counts_like_any_other_call() {
        Answer answer = account.post("/crm/associations/2026-09/contacts/companies/batch/read", "{\"inputs\":[]}");
        assertThat(answer.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("189");
    }

    @Test
    @Fact("limits/batch-is-one")
    void a_batch_is_one_call() {
        String contact = "{\"properties\":{\"phone\":\"1\"}}";
        Answer answer = account.post(
                CONTACTS + "/batch/create", "{\"inputs\":[" + String.join(",", contact, contact, contact) + "]}");
        assertThat(answer.ids()).hasSize(3);
        assertThat(answer.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("189");
        assertThat(answer.header("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("649999");
    }

    @Test
    @Fact("limits/increase")
    void each_limit_increase_adds_a_million_a_day_and_the_burst_does_not_stack() {
        account.set("{\"limits\":\"enterprise\",\"limitIncreases\":1}");
        assertThat(account.get(CONTACTS).header("X-HubSpot-RateLimit-Max")).isEqualTo("250");
        assertThat(account.get(CONTACTS).header("X-HubSpot-RateLimit-Daily")).isEqualTo("2000000");
        account.set("{\"limitIncreases\":2}");
        assertThat(account.get(CONTACTS).header("X-HubSpot-RateLimit-Max")).isEqualTo("250");
        assertThat(account.get(CONTACTS).header("X-HubSpot-RateLimit-Daily")).isEqualTo("3000000");
        assertThat(account.control("PUT", "settings", "{\"limitIncreases\":3}").status())
                .isEqualTo(400);
        assertThat(burstOf("oauth")).isEqualTo("110");
    }

    @Test
    @Fact("limits/usage")
    void yesterdays_calls_are_not_reported_as_todays() {
        account.get(CONTACTS);
        account.advance(Duration.ofDays(1));
        assertThat(account.get("/account-info/2026-09/api-usage/daily/private-apps")
                        .json()
                        .at("/results/0/currentUsage")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void the_control_api_knows_no_limits() {
        account.set("{\"burstLimit\":1,\"dailyLimit\":1}");
        for (int i = 0; i < 5; i++) {
            assertThat(account.edit(7, "{\"objectType\":\"contacts\",\"properties\":{\"phone\":\"1\"}}")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(account.get(CONTACTS).status()).isEqualTo(200);
    }

    @Test
    @Fact("limits/error-share")
    void the_share_of_errors_is_told_as_the_marketplace_counts_it() {
        for (int i = 0; i < 96; i++) {
            account.get(CONTACTS);
        }
        for (int i = 0; i < 4; i++) {
            account.get(CONTACTS + "/5");
        }
        assertThat(account.stats().at("/errors/share").asDouble()).isEqualTo(0.04);
        assertThat(account.stats().at("/errors/withinMarketplaceRule").asBoolean())
                .isTrue();
        account.get(CONTACTS + "/5");
        account.get(CONTACTS + "/5");
        assertThat(account.stats().at("/errors/withinMarketplaceRule").asBoolean())
                .isFalse();
    }

    private String burstOf(String plan) {
        account.set("{\"limits\":\"" + plan + "\"}");
        return account.get(CONTACTS).header("X-HubSpot-RateLimit-Max");
    }
}
