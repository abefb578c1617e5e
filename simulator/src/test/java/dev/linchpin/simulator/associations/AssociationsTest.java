package dev.linchpin.simulator.associations;

import static dev.linchpin.simulator.LinkingAccount.linked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssociationsTest {

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;
    private final String contact = linking.contact();
    private final String company = linking.company();

    @Test
    @Fact({"associations/default-link", "associations/both-directions"})
    void a_plain_link_is_there_from_both_records() {
        Answer answer = linking.link("contacts", contact, "companies", company);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/status")).isEqualTo("COMPLETE");
        assertThat(answer.text("/results/0/associationSpec/associationTypeId")).isEqualTo("279");
        assertThat(answer.text("/results/1/associationSpec/associationTypeId")).isEqualTo("280");
        assertThat(answer.text("/results/1/from/id")).isEqualTo(company);
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [279]");
        assertThat(linking.links("companies", company, "contacts")).containsExactly(contact + ": [280]");
    }

    @Test
    @Fact("associations/read-answers-types")
    void a_read_answers_category_type_id_and_label_of_each_kind() {
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        Answer answer = account.get(linking.path("contacts", contact, "companies"));
        assertThat(answer.text("/results/0/associationTypes/0/category")).isEqualTo("HUBSPOT_DEFINED");
        assertThat(answer.text("/results/0/associationTypes/0/label")).isEqualTo("Contact with Primary Company");
        assertThat(answer.json().at("/results/0/associationTypes/1/label").isNull())
                .isTrue();
    }

    @Test
    @Fact("associations/ids-are-numbers")
    void ids_of_linked_records_are_numbers_unless_set_otherwise() {
        linking.link("contacts", contact, "companies", company);
        assertThat(account.get(linking.path("contacts", contact, "companies"))
                        .json()
                        .at("/results/0/toObjectId")
                        .isNumber())
                .isTrue();
        account.set("{\"associations\":{\"idsAsText\":true}}");
        assertThat(account.get(linking.path("contacts", contact, "companies"))
                        .json()
                        .at("/results/0/toObjectId")
                        .isString())
                .isTrue();
    }

    @Test
    @Fact("associations/primary-label")
    void primary_links_can_have_the_short_label() {
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        account.set("{\"associations\":{\"longPrimaryLabels\":false}}");
        assertThat(account.get(linking.path("contacts", contact, "companies"))
                        .text("/results/0/associationTypes/0/label"))
                .isEqualTo("Primary");
    }

    @ParameterizedTest
    @CsvSource({
        "contacts, contacts, 449",
        "contacts, deals, 4",
        "deals, contacts, 3",
        "deals, companies, 341",
        "companies, deals, 342",
        "contacts, tickets, 15",
        "tickets, companies, 339",
        "notes, contacts, 202",
        "calls, contacts, 194",
        "emails, contacts, 198",
        "meetings, contacts, 200",
        "tasks, contacts, 204",
        "communications, contacts, 81",
        "line_items, deals, 20",
        "quotes, deals, 64",
        "leads, contacts, 608"
    })
    @Fact({"associations/type-ids", "associations/same-type"})
    void kinds_of_links_have_hubspots_own_type_ids(String from, String to, String typeId) {
        Answer labels = account.get(LinkingAccount.ASSOCIATIONS + from + "/" + to + "/labels");
        assertThat(labels.json()
                        .path("results")
                        .valueStream()
                        .filter(type -> type.path("label").isNull())
                        .map(type -> type.path("typeId").asString()))
                .containsExactly(typeId);
    }

    @Test
    @Fact("associations/inferred-type-ids")
    void a_direction_that_the_table_leaves_out_has_the_neighbouring_type_id() {
        Answer labels = account.get(LinkingAccount.ASSOCIATIONS + "emails/leads/labels");
        assertThat(labels.text("/results/0/typeId")).isEqualTo("599");
    }

    @Test
    @Fact({"associations/labels-are-set", "associations/plain-beside-labels", "associations/labels-answer-201"})
    void labels_are_set_and_the_plain_kind_stays_beside_them() {
        int friend = linking.define("contacts/companies", "friend");
        int rival = linking.define("contacts/companies", "rival");
        Answer answer = linking.label("contacts", contact, "companies", company, "USER_DEFINED=" + friend);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/fromObjectTypeId")).isEqualTo("0-1");
        assertThat(answer.text("/toObjectId")).isEqualTo(company);
        assertThat(answer.text("/labels/0")).isEqualTo("friend");
        linking.label("contacts", contact, "companies", company, "USER_DEFINED=" + rival);
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [279, " + rival + "]");
    }

    @Test
    @Fact("associations/labels-replace-primary")
    void labels_without_the_primary_kind_end_the_primary_link_unless_set_otherwise() {
        int friend = linking.define("contacts/companies", "friend");
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        linking.label("contacts", contact, "companies", company, "USER_DEFINED=" + friend);
        assertThat(linking.links("contacts", contact, "companies"))
                .containsExactly(company + ": [279, " + friend + "]");
        account.set("{\"associations\":{\"labelsReplacePrimary\":false}}");
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        linking.label("contacts", contact, "companies", company, "USER_DEFINED=" + friend);
        assertThat(linking.links("contacts", contact, "companies"))
                .containsExactly(company + ": [1, 279, " + friend + "]");
    }

    @Test
    @Fact("associations/no-types-no-link")
    void no_kinds_of_links_make_no_link_but_succeed() {
        assertThat(linking.label("contacts", contact, "companies", company).status())
                .isEqualTo(201);
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
    }

    @Test
    @Fact({"associations/unlink", "associations/unlink-is-idempotent"})
    void unlinking_ends_all_links_between_two_records_as_often_as_it_is_asked_for() {
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        assertThat(linking.unlink("companies", company, "contacts", contact).status())
                .isEqualTo(204);
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
        assertThat(linking.links("companies", company, "contacts")).isEmpty();
        assertThat(linking.unlink("companies", company, "contacts", contact).status())
                .isEqualTo(204);
        assertThat(linking.unlink("companies", company, "contacts", "5").status())
                .isEqualTo(204);
    }

    @Test
    @Fact({"associations/one-primary", "associations/primary-makes-plain"})
    void a_new_primary_company_demotes_the_one_before() {
        String other = linking.company();
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        linking.label("contacts", contact, "companies", other, "HUBSPOT_DEFINED=1");
        assertThat(linking.links("contacts", contact, "companies"))
                .containsExactly(company + ": [279]", other + ": [1, 279]");
        assertThat(linking.links("companies", company, "contacts")).containsExactly(contact + ": [280]");
    }

    @Test
    @Fact("associations/one-primary")
    void a_primary_company_is_demoted_also_from_the_companys_side() {
        String other = linking.company();
        linking.label("companies", company, "contacts", contact, "HUBSPOT_DEFINED=2");
        linking.label("companies", other, "contacts", contact, "HUBSPOT_DEFINED=2");
        assertThat(linking.links("contacts", contact, "companies"))
                .containsExactly(company + ": [279]", other + ": [1, 279]");
    }

    @Test
    @Fact("associations/company-of-many")
    void a_company_is_the_primary_one_of_many_contacts() {
        String other = linking.contact();
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        linking.label("contacts", other, "companies", company, "HUBSPOT_DEFINED=1");
        assertThat(linking.links("companies", company, "contacts"))
                .containsExactly(contact + ": [2, 280]", other + ": [2, 280]");
    }

    @Test
    @Fact("associations/primary-pairs")
    void deals_and_tickets_have_a_primary_company_too() {
        String deal = linking.deal();
        String ticket =
                linking.record("tickets", "\"subject\":\"t\",\"hs_pipeline\":\"0\",\"hs_pipeline_stage\":\"1\"");
        linking.label("deals", deal, "companies", company, "HUBSPOT_DEFINED=5");
        linking.label("tickets", ticket, "companies", company, "HUBSPOT_DEFINED=26");
        assertThat(linking.links("companies", company, "deals")).containsExactly(deal + ": [6, 342]");
        assertThat(linking.links("companies", company, "tickets")).containsExactly(ticket + ": [25, 340]");
    }

    @Test
    @Fact("associations/first-company")
    void the_first_company_becomes_primary_by_itself_only_if_set() {
        linking.link("contacts", contact, "companies", company);
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [279]");
        account.set("{\"associations\":{\"firstCompanyBecomesPrimary\":true}}");
        String other = linking.contact();
        linking.link("companies", company, "contacts", other);
        assertThat(linking.links("contacts", other, "companies")).containsExactly(company + ": [1, 279]");
    }

    @Test
    @Fact("associations/parent-and-child")
    void companies_are_parent_and_child() {
        String child = linking.company();
        linking.label("companies", company, "companies", child, "HUBSPOT_DEFINED=13");
        assertThat(linking.links("companies", company, "companies")).containsExactly(child + ": [13, 450]");
        assertThat(linking.links("companies", child, "companies")).containsExactly(company + ": [14, 450]");
    }

    @Test
    @Fact("associations/invalid-record")
    void a_record_that_is_not_there_cannot_be_linked() {
        for (Answer answer : new Answer[] {
            linking.label("contacts", contact, "companies", "424242", "HUBSPOT_DEFINED=279"),
            linking.link("contacts", contact, "companies", "424242")
        }) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("/message")).isEqualTo("One or more associations are invalid");
            assertThat(answer.text("/category")).isEqualTo("VALIDATION_ERROR");
            assertThat(answer.text("/context/INVALID_OBJECT_IDS/0")).isEqualTo("COMPANY=424242 is not valid");
            assertThat(answer.text("/context/objectId/0")).isEqualTo("424242");
            assertThat(answer.text("/context/objectType/0")).isEqualTo("COMPANY");
        }
    }

    @Test
    @Fact("associations/invalid-type")
    void a_kind_of_link_that_is_not_there_is_refused() {
        Answer answer = linking.label("contacts", contact, "companies", company, "USER_DEFINED=3");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/context/associationSpec/0")).isEqualTo("USER_DEFINED=3");
        assertThat(answer.text("/context/INVALID_ASSOCIATION_TYPE_ID/0"))
                .isEqualTo("USER_DEFINED=3 is not a valid association definition id");
    }

    @Test
    @Fact("associations/type-id-wins-over-path")
    void a_kind_of_link_between_other_types_makes_hubspot_look_for_records_of_those() {
        String deal = linking.deal();
        Answer answer = linking.label("deals", deal, "companies", company, "HUBSPOT_DEFINED=1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/context/INVALID_OBJECT_IDS/0")).isEqualTo("CONTACT=" + deal + " is not valid");
    }

    @Test
    @Fact({"associations/to-itself", "associations/unlinkable-types"})
    void a_record_is_not_linked_to_itself_nor_to_one_of_a_type_without_kinds_of_links() {
        assertThat(linking.link("contacts", contact, "contacts", contact).status())
                .isEqualTo(400);
        String product = linking.record("products", "\"name\":\"p\"");
        assertThat(linking.link("contacts", contact, "products", product).status())
                .isEqualTo(400);
    }

    @Test
    @Fact("associations/read-pages")
    void a_page_leads_on_to_the_next() {
        String second = linking.company();
        String third = linking.company();
        for (String each : new String[] {third, company, second}) {
            linking.link("contacts", contact, "companies", each);
        }
        Answer first = account.get(linking.path("contacts", contact, "companies") + "?limit=2");
        assertThat(linked(first.json())).containsExactly(company + ": [279]", second + ": [279]");
        Answer rest = account.get(
                linking.path("contacts", contact, "companies") + "?limit=2&after=" + first.text("/paging/next/after"));
        assertThat(linked(rest.json())).containsExactly(third + ": [279]");
        assertThat(rest.json().has("paging")).isFalse();
        assertThat(account.get(linking.path("contacts", contact, "companies") + "?limit=501")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("associations/unknown-record-on-read")
    void the_links_of_a_record_that_is_not_there_are_not_found_unless_set_otherwise() {
        assertThat(account.get(linking.path("contacts", "5", "companies")).status())
                .isEqualTo(404);
        account.set("{\"associations\":{\"unknownRecordReadsEmpty\":true}}");
        assertThat(linking.links("contacts", "5", "companies")).isEmpty();
    }

    @Test
    @Fact("associations/no-last-modified-bump")
    void linking_does_not_move_the_last_modified_property() {
        account.advance(Duration.ofMinutes(1));
        String contactBefore = linking.updatedAt("contacts", contact);
        String companyBefore = linking.updatedAt("companies", company);
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        account.advance(Duration.ofMinutes(1));
        assertThat(linking.updatedAt("contacts", contact)).isEqualTo(contactBefore);
        assertThat(linking.updatedAt("companies", company)).isEqualTo(companyBefore);
    }

    @Test
    @Fact("associations/scopes")
    void linking_needs_the_write_scopes_of_both_types() {
        account.set(
                "{\"tokens\":[{\"token\":\"pat-simulator\"},{\"token\":\"half\",\"scopes\":[\"crm.objects.contacts.write\"]}]}");
        String path = LinkingAccount.OBJECTS + "contacts/" + contact + "/associations/default/companies/" + company;
        Answer answer = account.callAs("half", "PUT", path, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/category")).isEqualTo("MISSING_SCOPES");
    }

    @Test
    void types_go_by_any_of_their_names_and_v4_answers_alike() {
        account.call("PUT", "/crm/v4/objects/contact/" + contact + "/associations/default/0-2/" + company, "");
        assertThat(linked(account.get("/crm/v4/objects/0-1/" + contact + "/associations/company")
                        .json()))
                .containsExactly(company + ": [279]");
    }

    @Test
    void what_is_no_request_for_links_is_refused() {
        String path = linking.path("contacts", contact, "companies") + "/" + company;
        assertThat(account.call("PUT", path, "{}").status()).isEqualTo(400);
        assertThat(account.call("PUT", path, "[{\"associationTypeId\":1}]").text("/message"))
                .contains("Some required fields were not set: [associationCategory]");
        assertThat(account.call("PUT", path, "[{\"associationCategory\":\"X\",\"associationTypeId\":1}]")
                        .status())
                .isEqualTo(400);
    }
}
