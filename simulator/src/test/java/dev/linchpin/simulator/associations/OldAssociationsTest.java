package dev.linchpin.simulator.associations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class OldAssociationsTest {

    private static final String OBJECTS = "/crm/v3/objects/contacts/";
    private static final String BETWEEN = "/crm/v3/associations/contacts/companies/";

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;
    private final String contact = linking.contact();
    private final String company = linking.company();
    private final String link = OBJECTS + contact + "/associations/companies/" + company + "/";

    @Test
    @Fact({"associations/v3-link", "associations/v3-read"})
    void links_are_made_and_ended_by_the_names_of_their_kinds() {
        Answer linked = account.call("PUT", link + "contact_to_company", "");
        assertThat(linked.status()).isEqualTo(200);
        assertThat(linked.text("/id")).isEqualTo(contact);
        assertThat(kinds()).containsExactly("contact_to_company", "contact_to_company_unlabeled");
        assertThat(account.delete(link + "contact_to_company").status()).isEqualTo(204);
        assertThat(kinds()).containsExactly("contact_to_company_unlabeled");
        assertThat(account.delete(link + "279").status()).isEqualTo(204);
        assertThat(kinds()).isEmpty();
        assertThat(account.call("PUT", link + "contact_to_deal", "").status()).isEqualTo(400);
    }

    @Test
    @Fact("associations/v3-batches")
    void batches_link_read_and_unlink() {
        String input = "{\"from\":{\"id\":\"" + contact + "\"},\"to\":{\"id\":\"%s\"},\"type\":\"contact_to_company\"}";
        Answer created = batch("create", input.formatted(company) + "," + input.formatted("5"));
        assertThat(created.status()).isEqualTo(207);
        assertThat(created.text("/results/0/type")).isEqualTo("contact_to_company");
        Answer read = batch("read", "{\"id\":\"" + contact + "\"},{\"id\":\"5\"}");
        assertThat(read.status()).isEqualTo(207);
        assertThat(read.text("/results/0/from/id")).isEqualTo(contact);
        assertThat(read.text("/results/0/to/0/id")).isEqualTo(company);
        assertThat(read.text("/results/0/to/0/type")).isEqualTo("contact_to_company");
        assertThat(read.text("/errors/0/subCategory")).isEqualTo("crm.associations.NO_ASSOCIATIONS_FOUND");
        assertThat(batch("archive", input.formatted(company)).status()).isEqualTo(204);
        assertThat(kinds()).containsExactly("contact_to_company_unlabeled");
    }

    @Test
    @Fact("associations/v3-types")
    void kinds_of_links_have_names() {
        Answer types = account.get(BETWEEN + "types");
        assertThat(types.text("/results/0/id")).isEqualTo("1");
        assertThat(types.text("/results/0/name")).isEqualTo("contact_to_company");
        assertThat(account.get("/crm/v3/associations/meetings/contacts/types").text("/results/0/name"))
                .isEqualTo("meeting_event_to_contact");
    }

    private Answer batch(String name, String inputs) {
        return account.post(BETWEEN + "batch/" + name, "{\"inputs\":[" + inputs + "]}");
    }

    private List<String> kinds() {
        return account.get(OBJECTS + contact + "/associations/companies")
                .json()
                .path("results")
                .valueStream()
                .map(result -> result.path("type").asString())
                .toList();
    }
}
