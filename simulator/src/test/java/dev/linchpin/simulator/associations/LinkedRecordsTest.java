package dev.linchpin.simulator.associations;

import static dev.linchpin.simulator.LinkingAccount.OBJECTS;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What records and their links mean for each other. */
class LinkedRecordsTest {

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;
    private final String contact = linking.contact();
    private final String company = linking.company();

    @Test
    @Fact({"associations/in-creation", "objects/create-with-associations"})
    void a_record_is_created_with_its_links() {
        String created = LinkingAccount.created(account.post(CONTACTS, creation(company, "HUBSPOT_DEFINED=1")));
        assertThat(linking.links("contacts", created, "companies")).containsExactly(company + ": [1, 279]");
        Answer batch = account.post(
                CONTACTS + "/batch/create", "{\"inputs\":[" + creation(company, "HUBSPOT_DEFINED=279") + "]}");
        assertThat(batch.status()).isEqualTo(201);
        assertThat(linking.links("contacts", batch.ids().getFirst(), "companies"))
                .containsExactly(company + ": [279]");
    }

    @Test
    @Fact("associations/creation-is-atomic")
    void an_impossible_link_creates_nothing() {
        int before = account.get(CONTACTS).ids().size();
        assertThat(account.post(CONTACTS, creation("5", "HUBSPOT_DEFINED=279")).text("/context/INVALID_OBJECT_IDS/0"))
                .isEqualTo("COMPANY=5 is not valid");
        String inputs = creation(company, "HUBSPOT_DEFINED=279") + "," + creation("5", "HUBSPOT_DEFINED=279");
        assertThat(account.post(CONTACTS + "/batch/create", "{\"inputs\":[" + inputs + "]}")
                        .status())
                .isEqualTo(400);
        assertThat(account.get(CONTACTS).ids()).hasSize(before);
        assertThat(linking.links("companies", company, "contacts")).isEmpty();
    }

    @Test
    @Fact("associations/creation-direction")
    void a_link_in_the_wrong_direction_is_refused_in_a_creation() {
        Answer answer = account.post(CONTACTS, creation(company, "HUBSPOT_DEFINED=280"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message"))
                .isEqualTo("invalid from object type 0-1 for associations to be created. expected: 0-2");
    }

    @Test
    @Fact({"associations/in-reads", "associations/none-in-reads"})
    void reads_and_listings_show_links_once_for_each_kind() {
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        linking.link("contacts", contact, "deals", linking.deal());
        linking.contact();
        Answer read = account.get("/crm/v3/objects/contacts/" + contact + "?associations=companies,deals");
        assertThat(kinds(read, "/associations/companies"))
                .containsExactly(company + " contact_to_company", company + " contact_to_company_unlabeled");
        assertThat(read.text("/associations/deals/results/0/type")).isEqualTo("contact_to_deal");
        Answer list = account.get(CONTACTS + "?associations=company");
        assertThat(kinds(list, "/results/0/associations/companies")).hasSize(2);
        assertThat(list.json().at("/results/1").has("associations")).isFalse();
        assertThat(account.get(CONTACTS + "?associations=nothing").status()).isEqualTo(400);
    }

    @Test
    @Fact("associations/in-reads-page")
    void a_read_shows_the_first_links_and_leads_on() {
        account.set("{\"associations\":{\"recordPage\":1}}");
        linking.link("contacts", contact, "companies", company);
        linking.link("contacts", contact, "companies", linking.company());
        Answer read = account.get(CONTACTS + "/" + contact + "?associations=companies");
        assertThat(kinds(read, "/associations/companies")).hasSize(1);
        assertThat(account.get(read.text("/associations/companies/paging/next/link"))
                        .json()
                        .path("results")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @Fact({"associations/archived-with-record", "associations/restored-with-record"})
    void links_go_and_come_back_with_the_record() {
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        account.delete(CONTACTS + "/" + contact);
        assertThat(linking.links("companies", company, "contacts")).isEmpty();
        restore(contact);
        assertThat(linking.links("companies", company, "contacts")).containsExactly(contact + ": [2, 280]");
    }

    @Test
    @Fact("associations/restored-with-record")
    void links_stay_away_if_set_or_if_the_other_record_is_gone_for_good() {
        linking.link("contacts", contact, "companies", company);
        account.set("{\"associations\":{\"restoreBringsBack\":false}}");
        account.delete(CONTACTS + "/" + contact);
        restore(contact);
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
    }

    @Test
    void a_link_between_two_archived_records_comes_back_with_the_later_one() {
        linking.link("contacts", contact, "companies", company);
        account.delete(CONTACTS + "/" + contact);
        account.delete(OBJECTS + "companies/" + company);
        restore(contact);
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
        account.edit(7, "{\"objectType\":\"companies\",\"id\":\"" + company + "\",\"restore\":true}");
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [279]");
    }

    @Test
    @Fact("associations/merge-moves")
    void the_survivor_has_all_links_and_one_primary() {
        String other = linking.contact();
        String second = linking.company();
        linking.label("contacts", contact, "companies", company, "HUBSPOT_DEFINED=1");
        linking.label("contacts", other, "companies", second, "HUBSPOT_DEFINED=1");
        linking.link("contacts", contact, "contacts", other);
        String survivor = account.post(
                        CONTACTS + "/merge",
                        "{\"primaryObjectId\":\"" + contact + "\",\"objectIdToMerge\":\"" + other + "\"}")
                .text("/id");
        assertThat(linking.links("contacts", survivor, "companies"))
                .containsExactly(company + ": [1, 279]", second + ": [279]");
        assertThat(linking.links("contacts", survivor, "contacts")).isEmpty();
        assertThat(linking.links("companies", second, "contacts")).containsExactly(survivor + ": [280]");
    }

    @Test
    void merged_companies_stay_the_primary_ones_of_their_contacts() {
        String second = linking.company();
        linking.label("contacts", contact, "companies", second, "HUBSPOT_DEFINED=1");
        String survivor = account.post(
                        OBJECTS + "companies/merge",
                        "{\"primaryObjectId\":\"" + company + "\",\"objectIdToMerge\":\"" + second + "\"}")
                .text("/id");
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(survivor + ": [1, 279]");
    }

    @Test
    @Fact("associations/erased-with-record")
    void links_go_with_an_erased_record() {
        linking.link("contacts", contact, "companies", company);
        account.post(CONTACTS + "/gdpr-delete", "{\"objectId\":\"" + contact + "\"}");
        assertThat(linking.links("companies", company, "contacts")).isEmpty();
    }

    @Test
    @Fact("associations/in-search")
    void a_search_finds_by_links() {
        linking.contact();
        linking.link("contacts", contact, "companies", company);
        account.advance(Duration.ofSeconds(10));
        String eq =
                "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"associations.company\",\"operator\":\"EQ\",\"value\":\""
                        + company + "\"}]}]}";
        assertThat(account.search(eq).ids()).containsExactly(contact);
        String in = eq.replace("\"EQ\",\"value\":\"" + company + "\"", "\"IN\",\"values\":[\"" + company + "\",\"5\"]");
        assertThat(account.search(in).ids()).containsExactly(contact);
        linking.unlink("contacts", contact, "companies", company);
        assertThat(account.search(eq).ids()).isEmpty();
        assertThat(account.search(eq.replace("EQ", "GT")).status()).isEqualTo(400);
    }

    @Test
    void a_person_links_and_unlinks() {
        String edit = "{\"objectType\":\"contacts\",\"id\":\"" + contact
                + "\",\"%s\":{\"objectType\":\"companies\",\"id\":\"" + company + "\"%s}}";
        String primary = ",\"types\":[{\"associationCategory\":\"HUBSPOT_DEFINED\",\"associationTypeId\":1}]";
        assertThat(account.edit(7, edit.formatted("associate", primary)).status())
                .isEqualTo(200);
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [1, 279]");
        account.edit(7, edit.formatted("disassociate", ""));
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
    }

    @Test
    void a_reset_forgets_links_labels_and_limits() {
        linking.define("contacts/companies", "friend");
        linking.limit("contacts/companies", "HUBSPOT_DEFINED=279", 3);
        linking.link("contacts", contact, "companies", company);
        account.control("POST", "reset", "");
        String again = linking.contact();
        assertThat(again).isEqualTo(contact);
        assertThat(linking.links("contacts", again, "companies")).isEmpty();
        assertThat(account.get(LinkingAccount.ASSOCIATIONS + "contacts/companies/labels")
                        .json()
                        .path("results")
                        .size())
                .isEqualTo(3);
        assertThat(account.get(LinkingAccount.ASSOCIATIONS + "definitions/configurations/all")
                        .json()
                        .path("results")
                        .size())
                .isZero();
    }

    private void restore(String id) {
        account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"restore\":true}");
    }

    private static List<String> kinds(Answer answer, String pointer) {
        return answer.json()
                .at(pointer)
                .path("results")
                .valueStream()
                .map(result ->
                        result.path("id").asString() + " " + result.path("type").asString())
                .toList();
    }

    private static String creation(String toId, String type) {
        return "{\"properties\":{\"firstname\":\"Ada\"},\"associations\":[{\"to\":{\"id\":\"" + toId + "\"},\"types\":"
                + LinkingAccount.specs(type) + "}]}";
    }
}
