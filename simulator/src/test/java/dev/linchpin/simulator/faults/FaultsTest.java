package dev.linchpin.simulator.faults;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedResponse.Delivery;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final String CREATE = "{\"properties\":{\"phone\":\"1\"}}";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact("faults/lost-response")
    void a_lost_response_commits_and_then_says_nothing() {
        plan("{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"lost-response\",\"count\":1}");
        assertThat(account.post(CONTACTS, CREATE).response().delivery()).isEqualTo(Delivery.DROPPED);
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
        assertThat(account.post(CONTACTS, CREATE).status()).isEqualTo(201);
        assertThat(account.stats()
                        .path("requests")
                        .path("POST /crm/objects/*/contacts")
                        .path("none")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @Fact("faults/reset-after-reading")
    void a_reset_does_nothing_at_all() {
        plan("{\"route\":\"*\",\"kind\":\"reset\",\"count\":1}");
        assertThat(account.post(CONTACTS, CREATE).response().delivery()).isEqualTo(Delivery.RESET);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact({"faults/truncated", "faults/compose"})
    void a_truncated_answer_is_committed_and_may_be_slow_as_well() {
        plan(
                "{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"slow\",\"delay\":\"3s\",\"count\":2}",
                "{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"truncated\",\"count\":1}",
                "{\"route\":\"*\",\"kind\":\"drip\",\"delay\":\"2s\",\"count\":1}");
        var first = account.post(CONTACTS, CREATE).response();
        assertThat(first.delivery()).isEqualTo(Delivery.TRUNCATED);
        assertThat(first.delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(first.drip()).isEqualTo(Duration.ofSeconds(2));
        var second = account.post(CONTACTS, CREATE).response();
        assertThat(second.delivery()).isEqualTo(Delivery.COMPLETE);
        assertThat(second.delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(second.drip()).isEqualTo(Duration.ZERO);
        assertThat(account.get(CONTACTS).ids()).hasSize(2);
        assertThat(account.stats().path("faults").toString()).isEqualTo("{\"drip\":1,\"slow\":2,\"truncated\":1}");
    }

    @Test
    void of_several_endings_the_first_one_decides_and_the_others_are_not_used_up() {
        plan("{\"route\":\"*\",\"kind\":\"503\",\"count\":1}", "{\"route\":\"*\",\"kind\":\"500\",\"count\":1}");
        assertThat(account.get(CONTACTS).status()).isEqualTo(503);
        assertThat(account.get(CONTACTS).status()).isEqualTo(500);
        assertThat(account.get(CONTACTS).status()).isEqualTo(200);
    }

    @Test
    @Fact("faults/by-seed")
    void a_rule_strikes_the_same_calls_whatever_other_rules_there_are() {
        String rule = "{\"route\":\"*\",\"kind\":\"500\",\"rate\":0.5}";
        plan(rule);
        List<Integer> alone = statuses();
        plan(rule, "{\"route\":\"*\",\"kind\":\"slow\",\"delay\":{\"p50\":\"1ms\",\"p99\":\"9ms\"},\"rate\":0.3}");
        assertThat(statuses()).isEqualTo(alone).contains(200, 500);
    }

    @Test
    @Fact("faults/latency")
    void a_uniform_latency_stays_between_its_ends() {
        plan("{\"route\":\"GET /crm/**\",\"kind\":\"slow\",\"delay\":{\"uniform\":[\"20ms\",\"30ms\"]}}");
        List<Duration> delays = delays(200);
        assertThat(delays).allMatch(each -> each.toMillis() >= 20 && each.toMillis() <= 30);
        assertThat(Set.copyOf(delays)).hasSizeGreaterThan(50);
    }

    @Test
    @Fact("faults/latency")
    void a_log_normal_latency_has_its_median_and_its_99th_percentile() {
        plan("{\"route\":\"GET /crm/**\",\"kind\":\"slow\",\"delay\":{\"p50\":\"40ms\",\"p99\":\"900ms\"}}");
        List<Duration> delays = new ArrayList<>(delays(4_000));
        delays.sort(null);
        assertThat(delays.get(2_000).toMillis()).isBetween(36L, 44L);
        assertThat(delays.get(3_960).toMillis()).isBetween(700L, 1_150L);
    }

    @Test
    @Fact("faults/latency")
    void latencies_differ_by_route() {
        plan(
                "{\"route\":\"GET /crm/objects/*/contacts\",\"kind\":\"slow\",\"delay\":\"5ms\"}",
                "{\"route\":\"POST /crm/objects/*/contacts/search\",\"kind\":\"slow\",\"delay\":\"90ms\"}");
        assertThat(account.get(CONTACTS).response().delay()).isEqualTo(Duration.ofMillis(5));
        assertThat(account.search("{}").response().delay()).isEqualTo(Duration.ofMillis(90));
        assertThat(account.get("/account-info/v3/details").response().delay()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "429-secondly,You have reached your secondly limit.,''",
        "429-ten-secondly,You have reached your ten_secondly_rolling limit.,TEN_SECONDLY_ROLLING",
        "429-daily,You have reached your daily limit.,DAILY"
    })
    @Fact("faults/429-kinds")
    void a_429_can_be_of_each_kind(String kind, String message, String policy) {
        plan("{\"route\":\"*\",\"kind\":\"" + kind + "\"}");
        Answer answer = account.get(CONTACTS);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text("/message")).isEqualTo(message);
        assertThat(answer.text("/policyName")).isEqualTo(policy);
        assertThat(answer.text("/category")).isEqualTo("RATE_LIMITS");
    }

    @Test
    @Fact("faults/477")
    void a_477_says_when_to_come_back() {
        plan("{\"route\":\"*\",\"kind\":\"477\",\"retryAfter\":\"24h\"}");
        assertThat(account.get(CONTACTS).status()).isEqualTo(477);
        assertThat(account.get(CONTACTS).header("Retry-After")).isEqualTo("86400");
    }

    @ParameterizedTest
    @ValueSource(ints = {423, 429, 477, 500, 501, 502, 503, 504, 521, 523, 524})
    @Fact("faults/commit-before-error")
    void an_error_status_commits_nothing_unless_it_is_told_to(int status) {
        plan("{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"" + status + "\",\"count\":1}");
        Answer answer = account.post(CONTACTS, CREATE);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Retry-After").isEmpty()).isEqualTo(status != 477);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
        plan("{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"" + status + "\",\"count\":1,\"commits\":true}");
        assertThat(account.post(CONTACTS, CREATE).status()).isEqualTo(status);
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
    }

    @Test
    void a_pattern_hits_its_route_in_every_version_and_no_other() {
        plan("{\"route\":\"POST /crm/objects/*/contacts/batch/upsert\",\"kind\":\"500\"}");
        assertThat(account.post("/crm/v3/objects/0-1/batch/upsert", "{\"inputs\":[]}")
                        .status())
                .isEqualTo(500);
        assertThat(account.post(CONTACTS + "/batch/upsert", "{\"inputs\":[]}").status())
                .isEqualTo(500);
        assertThat(account.post(COMPANIES + "/batch/upsert", "{\"inputs\":[]}").status())
                .isEqualTo(200);
        assertThat(account.post(CONTACTS + "/batch/update", "{\"inputs\":[]}").status())
                .isEqualTo(200);
        plan("{\"route\":\"GET /crm/**\",\"kind\":\"503\"}");
        assertThat(account.get(CONTACTS + "/5").status()).isEqualTo(503);
        assertThat(account.get("/account-info/v3/details").status()).isEqualTo(200);
    }

    @Test
    @Fact("faults/by-seed")
    void the_same_seed_strikes_the_same_calls() {
        assertThat(pattern(5)).isEqualTo(pattern(5)).isNotEqualTo(pattern(6)).contains(200, 500);
    }

    @Test
    void rules_show_what_is_left_and_are_cleared_by_delete() {
        plan("{\"route\":\"*\",\"kind\":\"500\",\"count\":2}");
        account.get(CONTACTS);
        assertThat(account.control("GET", "faults", "")
                        .json()
                        .at("/rules/0/count")
                        .asInt())
                .isEqualTo(1);
        account.control("DELETE", "faults", "");
        assertThat(account.get(CONTACTS).status()).isEqualTo(200);
    }

    @Test
    void bad_rules_are_refused_and_leave_the_present_ones_in_force() {
        plan("{\"route\":\"*\",\"kind\":\"500\"}");
        for (String rule : List.of(
                "{\"route\":\"*\",\"kind\":\"418\"}",
                "{\"route\":\"*\",\"kind\":\"500\",\"rate\":2}",
                "{\"route\":\"*\",\"kind\":\"500\",\"often\":true}",
                "{\"route\":\"*\",\"kind\":\"500\",\"delay\":\"1s\"}",
                "{\"route\":\"*\",\"kind\":\"slow\",\"delay\":{\"p50\":\"1s\"}}",
                "{\"route\":\"*\",\"kind\":\"slow\",\"delay\":{\"p50\":\"2s\",\"p99\":\"1s\"}}",
                "{\"route\":\"*\",\"kind\":\"slow\",\"delay\":{\"uniform\":[\"2s\",\"1s\"]}}",
                "{\"route\":\"*\",\"kind\":\"slow\",\"retryAfter\":\"1s\"}",
                "{\"kind\":\"500\"}")) {
            assertThat(account.control("PUT", "faults", "{\"rules\":[" + rule + "]}")
                            .status())
                    .as(rule)
                    .isEqualTo(400);
        }
        assertThat(account.get(CONTACTS).status()).isEqualTo(500);
    }

    private List<Integer> pattern(int seed) {
        account.control(
                "PUT", "faults", "{\"seed\":" + seed + ",\"rules\":[{\"route\":\"*\",\"kind\":\"500\",\"rate\":0.5}]}");
        return statuses();
    }

    private List<Duration> delays(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(call -> account.get(CONTACTS).response().delay())
                .toList();
    }

    private List<Integer> statuses() {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 40; i++) {
            statuses.add(account.get(CONTACTS).status());
        }
        return statuses;
    }

    private void plan(String... rules) {
        Answer answer = account.control("PUT", "faults", "{\"rules\":[" + String.join(",", rules) + "]}");
        assertThat(answer.status()).isEqualTo(200);
    }
}
