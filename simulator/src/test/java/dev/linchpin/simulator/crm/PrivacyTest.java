package dev.linchpin.simulator.crm;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrivacyTest {

    private static final String BY_PERSON = "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"%s\"}}";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact("archive/gdpr-delete-is-permanent")
    void a_privacy_deletion_leaves_nothing_not_even_among_the_archived() {
        String id = account.contact("\"email\":\"ada@b.example\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(erase("{\"objectId\":\"" + id + "\"}").status()).isEqualTo(204);
        assertThat(account.get(CONTACTS + "/" + id).status()).isEqualTo(404);
        assertThat(account.get(CONTACTS + "/" + id + "?archived=true").status()).isEqualTo(404);
        assertThat(account.get(CONTACTS + "?archived=true").ids()).isEmpty();
        account.advance(Duration.ofSeconds(5));
        assertThat(account.searchEq("email", "ada@b.example").ids()).isEmpty();
    }

    @Test
    @Fact("archive/gdpr-delete-by-email")
    void a_contact_can_be_erased_by_its_address_also_when_it_is_archived() {
        account.contact("\"email\":\"ada@b.example\"");
        assertThat(erase("{\"objectId\":\"Ada@b.example\",\"idProperty\":\"email\"}")
                        .status())
                .isEqualTo(204);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
        String archived = account.contact("\"email\":\"bob@b.example\"");
        account.delete(CONTACTS + "/" + archived);
        assertThat(erase("{\"objectId\":\"" + archived + "\"}").status()).isEqualTo(204);
        assertThat(account.get(CONTACTS + "?archived=true").ids()).isEmpty();
    }

    @Test
    @Fact("archive/gdpr-blocklist")
    void an_erased_address_is_closed_to_people_and_open_to_the_api() {
        String id = account.contact("\"email\":\"ada@b.example\"");
        erase("{\"objectId\":\"" + id + "\"}");
        assertThat(account.edit(7, BY_PERSON.formatted("Ada@b.example")).status())
                .isEqualTo(400);
        assertThat(account.contact("\"email\":\"ada@b.example\"")).isNotEqualTo(id);
    }

    @Test
    @Fact("archive/gdpr-delete-of-unknown-email")
    void an_address_that_nobody_has_is_blocked_for_the_future() {
        assertThat(erase("{\"objectId\":\"nobody@b.example\",\"idProperty\":\"email\"}")
                        .status())
                .isEqualTo(204);
        assertThat(account.edit(7, BY_PERSON.formatted("nobody@b.example")).status())
                .isEqualTo(400);
        assertThat(erase("{\"objectId\":\"5\"}").status()).isEqualTo(404);
    }

    @Test
    @Fact("archive/gdpr-delete-of-contacts-only")
    void only_contacts_can_be_erased() {
        String id = account.company("\"name\":\"Acme\"");
        assertThat(account.post(TestAccount.COMPANIES + "/gdpr-delete", "{\"objectId\":\"" + id + "\"}")
                        .status())
                .isEqualTo(400);
    }

    private Answer erase(String body) {
        return account.post(CONTACTS + "/gdpr-delete", body);
    }
}
