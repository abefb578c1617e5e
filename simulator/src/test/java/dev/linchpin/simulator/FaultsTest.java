package dev.linchpin.simulator;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.exchange.SimulatedResponse.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final String CREATE = "{\"properties\":{\"phone\":\"1\"}}";

    private final TestAccount account = new TestAccount();

    @Test
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
    void a_reset_does_nothing_at_all() {
        plan("{\"route\":\"*\",\"kind\":\"reset\",\"count\":1}");
        assertThat(account.post(CONTACTS, CREATE).response().delivery()).isEqualTo(Delivery.DROPPED);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    void a_truncated_answer_is_committed_and_a_slow_one_is_late() {
        plan(
                "{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"truncated\",\"count\":1}",
                "{\"route\":\"POST /crm/objects/*/contacts\",\"kind\":\"slow\",\"delay\":\"3s\",\"count\":1}");
        assertThat(account.post(CONTACTS, CREATE).response().delivery()).isEqualTo(Delivery.TRUNCATED);
        assertThat(account.post(CONTACTS, CREATE).response().delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(account.get(CONTACTS).ids()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {423, 429, 477, 500, 502, 503, 504, 524})
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
