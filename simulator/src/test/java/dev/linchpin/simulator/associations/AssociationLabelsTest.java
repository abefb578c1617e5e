package dev.linchpin.simulator.associations;

import static dev.linchpin.simulator.LinkingAccount.ASSOCIATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssociationLabelsTest {

    private static final String LABELS = ASSOCIATIONS + "contacts/companies/labels";
    private static final String REVERSE = ASSOCIATIONS + "companies/contacts/labels";

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;

    @Test
    @Fact("associations/labels-list")
    void every_kind_of_link_is_listed() {
        linking.define("contacts/companies", "friend");
        assertThat(labels(LABELS)).containsExactly("1", "279", "931", "1 friend");
        assertThat(labels(REVERSE)).containsExactly("2", "280", "930", "2 friend");
    }

    @Test
    @Fact("associations/labels-single")
    void a_single_label_has_one_type_id_where_both_ends_are_alike() {
        Answer answer =
                account.post(ASSOCIATIONS + "contacts/contacts/labels", "{\"name\":\"friend\",\"label\":\"Friend\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("results").size()).isEqualTo(1);
        Answer between = account.post(LABELS, "{\"name\":\"friend\",\"label\":\"Friend\"}");
        assertThat(between.json().path("results").size()).isEqualTo(2);
    }

    @Test
    @Fact("associations/labels-paired")
    void a_paired_label_reads_differently_from_each_side() {
        Answer answer = account.post(
                ASSOCIATIONS + "contacts/contacts/labels",
                "{\"name\":\"manager_employee\",\"label\":\"Manager\",\"inverseLabel\":\"Employee\"}");
        assertThat(answer.text("/results/0/label")).isEqualTo("Employee");
        assertThat(answer.text("/results/1/label")).isEqualTo("Manager");
        String boss = linking.contact();
        String worker = linking.contact();
        linking.label("contacts", worker, "contacts", boss, "USER_DEFINED=" + answer.text("/results/1/typeId"));
        assertThat(account.get(linking.path("contacts", worker, "contacts"))
                        .text("/results/0/associationTypes/1/label"))
                .isEqualTo("Manager");
        assertThat(account.get(linking.path("contacts", boss, "contacts")).text("/results/0/associationTypes/1/label"))
                .isEqualTo("Employee");
    }

    @Test
    @Fact("associations/labels-name")
    void names_have_no_hyphens_and_begin_with_no_number() {
        assertThat(account.post(LABELS, "{\"name\":\"a-b\",\"label\":\"A\"}").status())
                .isEqualTo(400);
        assertThat(account.post(LABELS, "{\"name\":\"1a\",\"label\":\"A\"}").status())
                .isEqualTo(400);
        assertThat(account.post(LABELS, "{\"name\":\"a\"}").text("/message")).contains("[label]");
    }

    @Test
    @Fact("associations/labels-at-most-10")
    void there_are_10_labels_at_most_unless_set_otherwise() {
        for (int i = 0; i < 10; i++) {
            linking.define("contacts/companies", "l" + i);
        }
        assertThat(account.post(LABELS, "{\"name\":\"l10\",\"label\":\"l10\"}").status())
                .isEqualTo(400);
        account.set("{\"associations\":{\"maximumLabelsPerPair\":50}}");
        assertThat(account.post(LABELS, "{\"name\":\"l10\",\"label\":\"l10\"}").status())
                .isEqualTo(200);
    }

    @Test
    void a_label_is_not_defined_twice() {
        linking.define("contacts/companies", "friend");
        assertThat(account.post(LABELS, "{\"name\":\"friend\",\"label\":\"Pal\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("associations/labels-rename")
    void a_label_is_renamed_and_keeps_its_type_id() {
        int id = linking.define("contacts/companies", "friend");
        assertThat(account.call("PUT", LABELS, "{\"associationTypeId\":" + id + ",\"label\":\"Pal\"}")
                        .status())
                .isEqualTo(204);
        assertThat(labels(LABELS)).contains(id + " Pal");
        assertThat(labels(REVERSE)).contains(id + 1 + " Pal");
    }

    @Test
    @Fact("associations/labels-delete")
    void an_unused_label_is_deleted_in_both_directions() {
        int id = linking.define("contacts/companies", "friend");
        assertThat(account.delete(LABELS + "/" + id).status()).isEqualTo(204);
        assertThat(labels(LABELS)).containsExactly("1", "279", "931");
        assertThat(labels(REVERSE)).containsExactly("2", "280", "930");
    }

    @Test
    @Fact("associations/labels-in-use")
    void a_used_label_is_not_deleted_unless_set_otherwise() {
        int id = linking.define("contacts/companies", "friend");
        String contact = linking.contact();
        String company = linking.company();
        linking.label("contacts", contact, "companies", company, "USER_DEFINED=" + id);
        assertThat(account.delete(LABELS + "/" + id).status()).isEqualTo(400);
        account.set("{\"associations\":{\"usedLabelsStay\":false}}");
        assertThat(account.delete(LABELS + "/" + id).status()).isEqualTo(204);
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [279]");
    }

    @Test
    @Fact("associations/labels-of-hubspot")
    void hubspots_own_kinds_of_links_stay_as_they_are() {
        assertThat(account.delete(LABELS + "/1").status()).isEqualTo(400);
        assertThat(account.call("PUT", LABELS, "{\"associationTypeId\":1,\"label\":\"Main\"}")
                        .status())
                .isEqualTo(400);
    }

    private List<String> labels(String path) {
        return account.get(path)
                .json()
                .path("results")
                .valueStream()
                .map(type -> type.path("typeId").asString()
                        + (type.path("category").asString().equals("USER_DEFINED")
                                ? " " + type.path("label").asString()
                                : ""))
                .toList();
    }
}
