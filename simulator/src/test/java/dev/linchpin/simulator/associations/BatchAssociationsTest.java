package dev.linchpin.simulator.associations;

import static dev.linchpin.simulator.LinkingAccount.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchAssociationsTest {

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;
    private final String contact = linking.contact();
    private final String company = linking.company();

    @Test
    @Fact("associations/batch-create")
    void pairs_are_linked_and_their_labels_answered() {
        String other = linking.company();
        Answer answer = linking.batch(
                "contacts/companies",
                "create",
                pair(contact, company, "HUBSPOT_DEFINED=1") + "," + pair(contact, other, "HUBSPOT_DEFINED=279"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/results/0/labels/0")).isEqualTo("Contact with Primary Company");
        assertThat(answer.json().at("/results/1/labels").size()).isZero();
        assertThat(linking.links("contacts", contact, "companies"))
                .containsExactly(company + ": [1, 279]", other + ": [279]");
        String tooMany = IntStream.rangeClosed(0, 2_000)
                .mapToObj(i -> pair(contact, company, "HUBSPOT_DEFINED=279"))
                .collect(Collectors.joining(","));
        assertThat(linking.batch("contacts/companies", "create", tooMany).status())
                .isEqualTo(400);
    }

    @Test
    @Fact("associations/batch-create-partial")
    void bad_pairs_are_errors_beside_good_ones_unless_set_otherwise() {
        String inputs = pair(contact, "5", "HUBSPOT_DEFINED=279") + "," + pair(contact, company, "HUBSPOT_DEFINED=279");
        Answer answer = linking.batch("contacts/companies", "create", inputs);
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.text("/numErrors")).isEqualTo("1");
        assertThat(answer.text("/errors/0/context/INVALID_OBJECT_IDS/0")).isEqualTo("COMPANY=5 is not valid");
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [279]");
        linking.unlink("contacts", contact, "companies", company);
        account.set("{\"associations\":{\"invalidInputFailsBatch\":true}}");
        assertThat(linking.batch("contacts/companies", "create", inputs).status())
                .isEqualTo(400);
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
    }

    @Test
    @Fact("associations/batch-default")
    void plain_links_are_answered_in_both_directions() {
        Answer answer = linking.batch("contacts/companies", "associate/default", pair(contact, company));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()
                        .path("results")
                        .valueStream()
                        .map(result ->
                                result.at("/associationSpec/associationTypeId").asInt()))
                .containsExactly(279, 280);
    }

    @Test
    @Fact("associations/batch-archive")
    void archiving_ends_links_with_a_body_under_dated_versions_only() {
        linking.link("contacts", contact, "companies", company);
        String input = "{\"from\":{\"id\":\"" + contact + "\"},\"to\":[{\"id\":\"" + company + "\"},{\"id\":\"5\"}]}";
        Answer dated = linking.batch("contacts/companies", "archive", input);
        assertThat(dated.status()).isEqualTo(200);
        assertThat(dated.text("/status")).isEqualTo("COMPLETE");
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
        linking.link("contacts", contact, "companies", company);
        Answer old =
                account.post("/crm/v4/associations/contacts/companies/batch/archive", "{\"inputs\":[" + input + "]}");
        assertThat(old.status()).isEqualTo(204);
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
    }

    @Test
    @Fact("associations/batch-archive-100-from")
    void archiving_is_for_100_records_at_once() {
        String inputs = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "{\"from\":{\"id\":\"" + i + "\"},\"to\":[{\"id\":\"1\"}]}")
                .collect(Collectors.joining(","));
        assertThat(linking.batch("contacts/companies", "archive", inputs).status())
                .isEqualTo(400);
    }

    @Test
    @Fact("associations/batch-labels-archive")
    void labels_are_taken_away_and_everything_with_the_plain_kind() {
        int friend = linking.define("contacts/companies", "friend");
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1", "USER_DEFINED=" + friend);
        linking.batch("contacts/companies", "labels/archive", pair(contact, company, "USER_DEFINED=" + friend));
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [1, 279]");
        linking.batch("contacts/companies", "labels/archive", pair(contact, company, "HUBSPOT_DEFINED=279"));
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
    }

    @Test
    @Fact({"associations/batch-read", "associations/batch-read-page"})
    void a_batch_read_pages_each_record_by_itself() {
        String other = linking.company();
        linking.link("contacts", contact, "companies", company);
        linking.link("contacts", contact, "companies", other);
        account.set("{\"associations\":{\"batchReadPage\":1}}");
        Answer first = linking.batch("contacts/companies", "read", "{\"id\":\"" + contact + "\"}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("/results/0/from/id")).isEqualTo(contact);
        assertThat(first.text("/results/0/to/0/toObjectId")).isEqualTo(company);
        String after = first.text("/results/0/paging/next/after");
        Answer rest =
                linking.batch("contacts/companies", "read", "{\"id\":\"" + contact + "\",\"after\":\"" + after + "\"}");
        assertThat(rest.text("/results/0/to/0/toObjectId")).isEqualTo(other);
        assertThat(rest.json().at("/results/0").has("paging")).isFalse();
        String tooMany = IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        assertThat(linking.batch("contacts/companies", "read", tooMany).status())
                .isEqualTo(400);
    }

    @Test
    @Fact("associations/batch-read-207")
    void a_record_without_links_is_an_error_in_a_batch_read_unless_set_otherwise() {
        Answer answer = linking.batch("contacts/companies", "read", "{\"id\":\"" + contact + "\"}");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.text("/errors/0/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(answer.text("/errors/0/subCategory")).isEqualTo("crm.associations.NO_ASSOCIATIONS_FOUND");
        assertThat(answer.text("/errors/0/message"))
                .isEqualTo("No company is associated with contact " + contact + ".");
        assertThat(answer.text("/errors/0/context/fromObjectId/0")).isEqualTo(contact);
        account.set("{\"associations\":{\"emptyReadIsError\":false}}");
        Answer quiet = linking.batch("contacts/companies", "read", "{\"id\":\"" + contact + "\"}");
        assertThat(quiet.status()).isEqualTo(200);
        assertThat(quiet.json().path("results").size()).isZero();
    }

    @Test
    void inputs_that_lack_something_fail_the_whole_batch() {
        String good = pair(contact, company, "HUBSPOT_DEFINED=279");
        String bad = "{\"from\":{\"id\":\"" + contact + "\"},\"types\":[]}";
        assertThat(linking.batch("contacts/companies", "create", good + "," + bad)
                        .status())
                .isEqualTo(400);
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
    }
}
