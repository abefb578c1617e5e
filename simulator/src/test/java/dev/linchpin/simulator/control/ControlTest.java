package dev.linchpin.simulator.control;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ControlTest {

    private final TestAccount account = new TestAccount();

    @Test
    void an_edit_without_an_id_creates_and_answers_the_whole_record() {
        Answer answer = account.edit(
                77, "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"A@b.example\",\"phone\":\"1\"}}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/properties/email")).isEqualTo("a@b.example");
        assertThat(answer.text("/properties/hs_created_by_user_id")).isEqualTo("77");
        assertThat(answer.text("/properties/hs_email_domain")).isEqualTo("b.example");
        assertThat(account.get(CONTACTS).ids()).containsExactly(answer.text("/id"));
    }

    @Test
    void edits_keep_hubspots_rules() {
        account.contact("\"email\":\"a@b.example\"");
        assertThat(account.edit(7, "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"a@b.example\"}}")
                        .status())
                .isEqualTo(409);
        assertThat(account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"5\",\"properties\":{}}")
                        .status())
                .isEqualTo(404);
        assertThat(account.edit(7, "{\"objectType\":\"contacts\",\"prperties\":{}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void stats_count_requests_writes_and_records_and_begin_anew_on_delete() {
        account.contact("\"phone\":\"1\"");
        account.edit(7, "{\"objectType\":\"contacts\",\"properties\":{\"phone\":\"1\"}}");
        account.get(CONTACTS + "/5");
        account.post(CONTACTS + "/batch/create", "{\"inputs\":[{\"properties\":{}},{\"properties\":{}}]}");
        JsonNode stats = account.stats();
        assertThat(stats.path("requests")
                        .path("POST /crm/objects/*/contacts")
                        .path("201")
                        .asInt())
                .isEqualTo(1);
        assertThat(stats.path("requests")
                        .path("GET /crm/objects/*/contacts/{id}")
                        .path("404")
                        .asInt())
                .isEqualTo(1);
        assertThat(stats.at("/writes/INTEGRATION").asInt()).isEqualTo(3);
        assertThat(stats.at("/writes/CRM_UI").asInt()).isEqualTo(1);
        assertThat(stats.at("/records/contacts").asInt()).isEqualTo(4);
        account.control("DELETE", "stats", "");
        assertThat(account.stats().path("requests").isEmpty()).isTrue();
        assertThat(account.stats().at("/records/contacts").asInt()).isEqualTo(4);
    }

    @Test
    void stats_count_429s_by_policy() {
        account.set("{\"limits\":\"free\",\"burstLimit\":1,\"searchLimit\":1}");
        account.get(CONTACTS);
        account.get(CONTACTS);
        account.search("{}");
        account.search("{}");
        account.search("{}");
        assertThat(account.stats().path("rateLimited").toString())
                .isEqualTo("{\"SECONDLY\":2,\"TEN_SECONDLY_ROLLING\":1}");
    }

    @Test
    void settings_change_what_they_name_and_nothing_else() {
        Answer answer = account.control(
                "PUT",
                "settings",
                "{\"searchLag\":\"250ms\",\"webhooks\":{\"duplicates\":0.5},\"latency\":\"PT0.1S\"}");
        assertThat(answer.text("/searchLag")).isEqualTo("PT0.25S");
        assertThat(answer.json().at("/webhooks/duplicates").asDouble()).isEqualTo(0.5);
        assertThat(answer.json().at("/webhooks/maximumConcurrency").asInt()).isEqualTo(10);
        assertThat(answer.text("/limits")).isEqualTo("off");
        assertThat(account.control("GET", "settings", "").json()).isEqualTo(answer.json());
    }

    @Test
    void bad_settings_are_refused_with_the_reason_and_change_nothing() {
        JsonNode before = account.control("GET", "settings", "").json();
        Answer unknown = account.control("PUT", "settings", "{\"searchLg\":\"1s\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/message")).contains("searchLg").contains("searchLag");
        assertThat(account.control("PUT", "settings", "{\"webhooks\":{\"loss\":2}}")
                        .text("/message"))
                .contains("webhooks.loss");
        assertThat(account.control("PUT", "settings", "{\"searchLag\":\"soon\"}")
                        .status())
                .isEqualTo(400);
        assertThat(account.control("GET", "settings", "").json()).isEqualTo(before);
    }

    @Test
    @Fact("control/clock")
    void the_clock_moves_forward_only() {
        assertThat(account.control("POST", "clock", "{\"advance\":\"PT10S\"}").text("/now"))
                .isEqualTo("2026-11-20T09:00:10Z");
        assertThat(account.control("POST", "clock", "{\"set\":\"2026-12-24T18:00:00Z\"}")
                        .text("/now"))
                .isEqualTo("2026-12-24T18:00:00Z");
        account.advance(Duration.ofSeconds(1));
        String id = account.contact("\"phone\":\"1\"");
        assertThat(account.get(CONTACTS + "/" + id).text("/createdAt")).isEqualTo("2026-12-24T18:00:01.000Z");
        assertThat(account.control("POST", "clock", "{\"set\":\"2026-12-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);
        assertThat(account.control("POST", "clock", "{}").status()).isEqualTo(400);
    }

    @Test
    void a_reset_empties_the_account() {
        account.contact("\"email\":\"a@b.example\"");
        account.advance(Duration.ofSeconds(5));
        account.search("{}");
        assertThat(account.control("POST", "reset", "").status()).isEqualTo(204);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
        assertThat(account.search("{}").ids()).isEmpty();
        assertThat(account.contact("\"email\":\"a@b.example\"")).isNotEmpty();
    }

    @Test
    void unknown_control_calls_say_what_there_is() {
        Answer answer = account.control("GET", "nonsense", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/message")).contains("settings");
    }
}
