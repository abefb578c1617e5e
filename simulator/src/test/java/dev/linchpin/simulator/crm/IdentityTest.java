package dev.linchpin.simulator.crm;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"identity/contact-409", "identity/409-names-the-contact", "identity/email-ignores-case"})
    void a_second_contact_with_the_same_address_is_a_conflict_that_names_the_first() {
        String id = account.contact("\"email\":\"ada@example.com\"");
        Answer answer = account.post(CONTACTS, "{\"properties\":{\"email\":\" ADA@example.com\"}}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("/category")).isEqualTo("CONFLICT");
        assertThat(answer.text("/message")).isEqualTo("Contact already exists. Existing ID: " + id);
    }

    @Test
    @Fact({
        "identity/secondary-emails",
        "identity/secondary-email-conflicts",
        "identity/secondary-email-finds",
        "identity/id-property-of-reads"
    })
    void secondary_addresses_count_for_conflicts_and_for_reading() {
        String id = account.contact("\"email\":\"ada@example.com\",\"hs_additional_emails\":\"ada@old.example\"");
        assertThat(account.post(CONTACTS, "{\"properties\":{\"email\":\"ada@old.example\"}}")
                        .status())
                .isEqualTo(409);
        assertThat(account.get(CONTACTS + "/ada@old.example?idProperty=email").text("/id"))
                .isEqualTo(id);
        account.set("{\"behaviour\":{\"secondaryEmailFinds\":false}}");
        assertThat(account.get(CONTACTS + "/ada@old.example?idProperty=email").status())
                .isEqualTo(404);
        assertThat(account.get(CONTACTS + "/ADA@example.com?idProperty=email").text("/id"))
                .isEqualTo(id);
    }

    @Test
    @Fact("identity/update-onto-taken-email")
    void an_update_onto_a_taken_address_is_refused_with_the_status_that_is_set() {
        account.contact("\"email\":\"ada@example.com\"");
        String other = account.contact("\"email\":\"bob@example.com\"");
        String body = "{\"properties\":{\"email\":\"ada@example.com\"}}";
        assertThat(account.patch(CONTACTS + "/" + other, body).status()).isEqualTo(409);
        account.set("{\"behaviour\":{\"emailConflictOnUpdateStatus\":400}}");
        assertThat(account.patch(CONTACTS + "/" + other, body).status()).isEqualTo(400);
        assertThat(account.value(other, "email")).isEqualTo("bob@example.com");
    }

    @Test
    @Fact({"identity/email-free-after-change", "identity/email-free-after-archive"})
    void an_address_is_free_again_after_it_was_changed_or_its_contact_archived() {
        String id = account.contact("\"email\":\"ada@example.com\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"email\":\"new@example.com\"}}");
        String second = account.contact("\"email\":\"ada@example.com\"");
        account.delete(CONTACTS + "/" + second);
        assertThat(account.contact("\"email\":\"ada@example.com\"")).isNotEqualTo(second);
    }

    @Test
    @Fact({
        "identity/companies-share-domains",
        "identity/domain-identifies-nothing",
        "identity/id-property-must-be-unique"
    })
    void companies_may_share_a_domain() {
        assertThat(account.company("\"domain\":\"acme.example\""))
                .isNotEqualTo(account.company("\"domain\":\"acme.example\""));
        assertThat(account.get(COMPANIES + "/acme.example?idProperty=domain").status())
                .isEqualTo(400);
    }

    @Test
    @Fact({
        "identity/unique-value-400",
        "identity/unique-values-ignore-case",
        "identity/id-property-of-reads",
        "identity/id-property-of-updates"
    })
    void a_custom_unique_property_identifies_records_and_refuses_duplicates() {
        uniqueProperty("linchpin_id");
        String id = account.contact("\"linchpin_id\":\"k-1\"");
        assertThat(account.get(CONTACTS + "/k-1?idProperty=linchpin_id").text("/id"))
                .isEqualTo(id);
        Answer clash = account.post(CONTACTS, "{\"properties\":{\"linchpin_id\":\"K-1\"}}");
        assertThat(clash.status()).isEqualTo(400);
        assertThat(clash.text("/errors/0/code")).isEqualTo("CONFLICTING_UNIQUE_VALUE");
        assertThat(clash.text("/message")).contains(id + " already has that value");
        account.advance(Duration.ofSeconds(5));
        assertThat(account.searchEq("linchpin_id", "K-1").ids()).containsExactly(id);
        assertThat(account.patch(CONTACTS + "/k-1?idProperty=linchpin_id", "{\"properties\":{\"phone\":\"5\"}}")
                        .text("/id"))
                .isEqualTo(id);
    }

    @Test
    @Fact("identity/ten-unique-properties")
    void a_type_has_at_most_ten_unique_properties() {
        for (int i = 0; i < 10; i++) {
            assertThat(uniqueProperty("key_" + i)).isEqualTo(201);
        }
        assertThat(uniqueProperty("key_10")).isEqualTo(400);
    }

    @Test
    @Fact("identity/restore-onto-taken-email")
    void restoring_a_contact_whose_address_was_taken_meanwhile_is_refused() {
        String id = account.contact("\"email\":\"ada@example.com\"");
        account.delete(CONTACTS + "/" + id);
        account.contact("\"email\":\"ada@example.com\"");
        assertThat(account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"restore\":true}")
                        .status())
                .isEqualTo(409);
    }

    private int uniqueProperty(String name) {
        return account.post("/crm/properties/2026-09/contacts", """
                        {"name":"%s","label":"Key","type":"string","fieldType":"text",
                         "groupName":"contactinformation","hasUniqueValue":true}""".formatted(name))
                .status();
    }

    @Test
    @Fact("identity/email-free-after-archive")
    void the_address_of_an_archived_contact_can_be_set_to_conflict() {
        account.set("{\"behaviour\":{\"archivedEmailConflicts\":true}}");
        account.delete(CONTACTS + "/" + account.contact("\"email\":\"ada@example.com\""));
        assertThat(account.post(CONTACTS, "{\"properties\":{\"email\":\"ada@example.com\"}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    @Fact("identity/email-optional")
    void contacts_can_do_without_an_address() {
        assertThat(account.contact("\"firstname\":\"Ada\"")).isNotEqualTo(account.contact("\"firstname\":\"Ada\""));
    }

    @Test
    @Fact("identity/unique-values-of-a-type")
    void records_of_two_types_may_have_the_same_unique_value() {
        uniqueProperty("linchpin_id");
        account.post("/crm/properties/2026-09/companies", """
                {"name":"linchpin_id","label":"Key","type":"string","fieldType":"text",
                 "groupName":"companyinformation","hasUniqueValue":true}""");
        account.contact("\"linchpin_id\":\"k-1\"");
        account.company("\"name\":\"Acme\",\"linchpin_id\":\"k-1\"");
        assertThat(account.get(COMPANIES + "/k-1?idProperty=linchpin_id").text("/properties/name"))
                .isEqualTo("Acme");
    }
}
