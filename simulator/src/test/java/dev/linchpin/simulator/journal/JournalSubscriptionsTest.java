package dev.linchpin.simulator.journal;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalSubscriptionsTest extends JournalAccount {

    @Test
    @Fact({"journal/subscription-api", "journal/upsert"})
    void subscriptions_are_made_changed_listed_and_deleted() {
        Answer made = subscribe("\"CREATE\"", ",\"objectIds\":[5,3],\"properties\":[\"phone\"]");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().path("appId").asLong()).isEqualTo(900_200);
        assertThat(made.json().path("objectIds").toString()).isEqualTo("[3,5]");
        String id = made.text("/id");
        account.advance(Duration.ofMinutes(1));
        Answer changed = subscribe("\"CREATE\",\"DELETE\"", "");
        assertThat(changed.text("/id")).isEqualTo(id);
        assertThat(changed.text("/createdAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(changed.text("/updatedAt")).isEqualTo("2026-11-20T09:01:00.000Z");
        assertThat(get(SUBSCRIPTIONS + "/" + id).json().path("actions").toString())
                .isEqualTo("[\"CREATE\",\"DELETE\"]");
        assertThat(get(SUBSCRIPTIONS).ids()).containsExactly(id);
        account.set("{\"journal\":{\"duplicateSubscriptionStatus\":409}}");
        assertThat(subscribe("\"CREATE\"", "").status()).isEqualTo(409);
        assertThat(call("DELETE", SUBSCRIPTIONS + "/" + id, "").status()).isEqualTo(204);
        assertThat(get(SUBSCRIPTIONS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    @Fact("journal/delete-portal")
    void the_subscriptions_of_an_account_are_deleted_at_once() {
        subscribe("\"CREATE\"", "");
        post("{\"subscriptionType\":\"APP_LIFECYCLE_EVENT\",\"eventTypeId\":\"4-1916193\"}");
        assertThat(call("DELETE", SUBSCRIPTIONS + "/portals/1", "").status()).isEqualTo(204);
        assertThat(get(SUBSCRIPTIONS).ids()).hasSize(2);
        assertThat(call("DELETE", SUBSCRIPTIONS + "/portals/4242", "").status()).isEqualTo(204);
        assertThat(get(SUBSCRIPTIONS).json().path("results").valueStream())
                .extracting(known -> known.path("subscriptionType").asString())
                .containsExactly("APP_LIFECYCLE_EVENT");
    }

    @Test
    @Fact("journal/bad-subscriptions")
    void bad_subscriptions_are_refused_whole() {
        for (String bad : List.of(
                "{\"subscriptionType\":\"EVERYTHING\",\"portalId\":4242}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-1\",\"actions\":[]}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-1\",\"actions\":[\"X\"]}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"9-9\",\"actions\":[\"CREATE\"]}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":1,\"objectTypeId\":\"0-1\",\"actions\":[\"CREATE\"]}",
                "{\"subscriptionType\":\"OBJECT\",\"objectTypeId\":\"0-1\",\"actions\":[\"CREATE\"]}",
                "{\"subscriptionType\":\"APP_LIFECYCLE_EVENT\",\"eventTypeId\":\"4-1\"}")) {
            assertThat(post(bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(get(SUBSCRIPTIONS).ids()).isEmpty();
    }

    @Test
    @Fact("journal/object-ids")
    void a_subscription_can_be_about_certain_records() {
        String wanted = account.contact("\"phone\":\"1\"");
        String other = account.contact("\"phone\":\"1\"");
        subscribe("\"UPDATE\"", ",\"objectIds\":[" + wanted + "]");
        for (String id : List.of(wanted, other)) {
            account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"2\"}}");
        }
        assertThat(events())
                .extracting(event -> event.path("objectId").asString())
                .containsExactly(wanted);
    }
}
