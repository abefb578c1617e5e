package dev.linchpin.simulator.journal;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalAccessTest extends JournalAccount {

    @Test
    @Fact("journal/scopes")
    void each_call_needs_its_scope_and_subscriptions_those_of_their_types() {
        String reader = token("developer.webhooks_journal.read");
        assertThat(account.callAs(reader, "GET", JOURNAL + "/earliest", "").status())
                .isEqualTo(204);
        assertThat(account.callAs(reader, "GET", SUBSCRIPTIONS, "").status()).isEqualTo(403);
        Answer company = post("{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-2\","
                + "\"actions\":[\"CREATE\"]}");
        assertThat(company.status()).isEqualTo(403);
        assertThat(company.text("/errors/0/context/requiredGranularScopes/0")).isEqualTo("crm.objects.companies.read");
        assertThat(account.callAs(grant(), "GET", JOURNAL + "/earliest", "").status())
                .isEqualTo(403);
    }

    @Test
    @Fact("journal/limits")
    void the_journal_has_limits_of_its_own_and_counts_towards_no_other() {
        account.set("{\"limits\":\"professional\"}");
        Answer answer = get(JOURNAL + "/earliest");
        assertThat(answer.response().headers()).doesNotContainKey("X-HubSpot-RateLimit-Daily");
        for (int i = 1; i < 100; i++) {
            assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
        }
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(429);
        for (int i = 0; i < 50; i++) {
            assertThat(get(SUBSCRIPTIONS).status()).isEqualTo(200);
        }
        assertThat(get(SUBSCRIPTIONS).status()).isEqualTo(429);
        for (int i = 0; i < 10; i++) {
            call("POST", "/webhooks-journal/snapshots/2026-09/crm", snapshot("1"));
        }
        assertThat(call("POST", "/webhooks-journal/snapshots/2026-09/crm", snapshot("1"))
                        .status())
                .isEqualTo(429);
        account.advance(Duration.ofSeconds(1));
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
        assertThat(account.get(CONTACTS).header("X-HubSpot-RateLimit-Daily-Remaining"))
                .isEqualTo("649999");
    }

    @Test
    @Fact("journal/versions")
    void the_paths_of_2026_09_can_be_switched_off() {
        account.set("{\"journal\":{\"autumnVersion\":false}}");
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(404);
        assertThat(get("/webhooks-journal/journal/2026-03/earliest").status()).isEqualTo(204);
        assertThat(get("/webhooks-journal/journal/v3/earliest").status()).isEqualTo(404);
    }

    @Test
    void a_reset_forgets_the_journal() {
        subscribe("\"CREATE\"", "");
        publish(1);
        account.control("POST", "reset", "");
        getToken();
        assertThat(get(SUBSCRIPTIONS).ids()).isEmpty();
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
    }
}
