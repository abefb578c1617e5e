package dev.linchpin.simulator.owners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OwnersTest {

    private static final String OWNERS = "/crm/owners/2026-09";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"owners/list", "owners/person-and-queue", "owners/teams"})
    void an_account_begins_with_people_and_a_queue() {
        JsonNode owners = account.get(OWNERS).json().path("results");
        assertThat(owners.valueStream().map(owner -> owner.path("type").asString()))
                .containsExactly("PERSON", "PERSON", "PERSON", "PERSON", "QUEUE");
        JsonNode first = owners.get(0);
        assertThat(first.path("id").asString()).isEqualTo("5001");
        assertThat(first.path("userId").asInt()).isEqualTo(77);
        assertThat(first.path("email").asString()).isEqualTo("ada.berg@account-4242.example");
        assertThat(first.at("/teams/0/primary").booleanValue()).isTrue();
        assertThat(first.path("createdAt").asString()).endsWith("Z");
        assertThat(owners.get(4).has("userId")).isFalse();
        assertThat(account.get("/crm/v3/owners/").json().path("results").size()).isEqualTo(5);
    }

    @Test
    @Fact("owners/paging")
    void owners_come_in_pages_in_order_of_id() {
        Answer first = account.get(OWNERS + "?limit=2");
        assertThat(first.ids()).containsExactly("5001", "5002");
        assertThat(first.text("/paging/next/link")).contains("after=5002");
        Answer second = account.get(OWNERS + "?limit=10&after=" + first.text("/paging/next/after"));
        assertThat(second.ids()).containsExactly("5003", "5004", "5006");
        assertThat(second.json().has("paging")).isFalse();
    }

    @Test
    @Fact("owners/page-maximum")
    void a_page_of_owners_has_an_end() {
        assertThat(account.get(OWNERS + "?limit=500").status()).isEqualTo(200);
        assertThat(account.get(OWNERS + "?limit=501").status()).isEqualTo(400);
        assertThat(account.get(OWNERS + "?limit=0").status()).isEqualTo(400);
        account.set("{\"definitions\":{\"ownersPageMaximum\":100}}");
        assertThat(account.get(OWNERS + "?limit=500").status()).isEqualTo(400);
    }

    @Test
    @Fact("owners/by-email")
    void an_owner_is_found_by_the_address() {
        assertThat(account.get(OWNERS + "?email=Mia.Novak%40account-4242.example")
                        .ids())
                .containsExactly("5003");
        assertThat(account.get(OWNERS + "?email=nobody%40example.com").ids()).isEmpty();
    }

    @Test
    @Fact("owners/by-user-id")
    void an_owner_is_read_by_id_or_by_user_id() {
        assertThat(account.get(OWNERS + "/5002").text("/email")).startsWith("noah.klein");
        assertThat(account.get(OWNERS + "/78?idProperty=userId").text("/id")).isEqualTo("5002");
        assertThat(account.get(OWNERS + "/78").status()).isEqualTo(404);
        assertThat(account.get(OWNERS + "/78?idProperty=email").status()).isEqualTo(400);
    }

    @Test
    @Fact("owners/archived")
    void owners_who_left_are_listed_and_read_apart() {
        assertThat(account.get(OWNERS + "?archived=true").ids()).containsExactly("5005");
        assertThat(account.get(OWNERS + "/5005").status()).isEqualTo(404);
        JsonNode gone = account.get(OWNERS + "/5005?archived=true").json();
        assertThat(gone.path("archived").booleanValue()).isTrue();
        assertThat(gone.has("userId")).isFalse();
        assertThat(gone.path("userIdIncludingInactive").asInt()).isEqualTo(81);
    }

    @Test
    @Fact("owners/scope")
    void owners_need_a_scope_of_their_own() {
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.objects.contacts.read\"]}]}");
        Answer refused = account.callAs("narrow", "GET", OWNERS, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/errors/0/context/requiredGranularScopes/0")).isEqualTo("crm.objects.owners.read");
    }

    @Test
    @Fact("owners/unknown-owner-refused")
    void a_record_belongs_to_an_existing_owner_only() {
        String id = account.contact("\"hubspot_owner_id\":\"5001\"");
        Answer unknown = write(id, "77");
        assertThat(unknown.status()).as("a user id is no owner id").isEqualTo(400);
        assertThat(unknown.text("/errors/0/context/propertyName/0")).isEqualTo("hubspot_owner_id");
        assertThat(write(id, "").status()).isEqualTo(200);
        account.set("{\"definitions\":{\"unknownOwnersRefused\":false}}");
        assertThat(write(id, "77").status()).isEqualTo(200);
    }

    @Test
    @Fact("owners/archived-owner-refused")
    void a_record_is_not_given_to_an_owner_who_left() {
        String id = account.contact("\"hubspot_owner_id\":\"5001\"");
        assertThat(write(id, "5005").status()).isEqualTo(400);
        account.control("DELETE", "owners/5001", "");
        assertThat(account.value(id, "hubspot_owner_id"))
                .as("what is there stays")
                .isEqualTo("5001");
        assertThat(write(id, "5001").status()).isEqualTo(400);
        assertThat(account.control("POST", "owners/5001/restore", "").status()).isEqualTo(200);
        assertThat(write(id, "5001").status()).isEqualTo(200);
        account.set("{\"definitions\":{\"archivedOwnersRefused\":false}}");
        assertThat(write(id, "5005").status()).isEqualTo(200);
    }

    @Test
    void owners_are_added_by_the_control_api_and_gone_after_a_reset() {
        Answer added = account.control(
                "POST", "owners", "{\"email\":\"Kim@Example.com\",\"firstName\":\"Kim\",\"lastName\":\"Roe\"}");
        assertThat(added.text("/id")).isEqualTo("5007");
        assertThat(account.get(OWNERS + "?email=kim%40example.com").ids()).isEqualTo(List.of("5007"));
        String id = account.contact("\"hubspot_owner_id\":\"5007\"");
        assertThat(account.value(id, "hubspot_owner_id")).isEqualTo("5007");
        assertThat(account.control("DELETE", "owners/9999", "").status()).isEqualTo(404);
        account.control("POST", "reset", "");
        assertThat(account.get(OWNERS + "/5007").status()).isEqualTo(404);
        assertThat(account.get(OWNERS + "/5001").status()).isEqualTo(200);
    }

    private Answer write(String contact, String owner) {
        return account.patch(
                TestAccount.CONTACTS + "/" + contact, "{\"properties\":{\"hubspot_owner_id\":\"" + owner + "\"}}");
    }
}
