package dev.linchpin.simulator.crm;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeTest {

    private final TestAccount account = new TestAccount();
    private String other = "";
    private String primary = "";

    @BeforeEach
    void two_contacts() {
        other = account.contact(
                "\"email\":\"old@x.example\",\"phone\":\"1\",\"city\":\"Berlin\",\"lifecyclestage\":\"customer\"");
        account.advance(Duration.ofMinutes(1));
        primary = account.contact("\"email\":\"new@x.example\",\"phone\":\"2\",\"lifecyclestage\":\"lead\"");
        account.advance(Duration.ofMinutes(1));
    }

    @Test
    @Fact({"merge/new-id", "merge/merged-object-ids", "merge/absorbed-are-not-archived"})
    void the_survivor_has_a_new_id_to_which_both_old_ones_lead() {
        Answer merged = merge();
        String survivor = merged.text("/id");
        assertThat(merged.text("/properties/hs_merged_object_ids")).isEqualTo(primary + ";" + other);
        assertThat(survivor).isNotIn(primary, other);
        assertThat(account.get(CONTACTS + "/" + primary).text("/id")).isEqualTo(survivor);
        assertThat(account.get(CONTACTS + "/" + other).text("/id")).isEqualTo(survivor);
        assertThat(account.value(survivor, "hs_merged_object_ids")).isEqualTo(primary + ";" + other);
        assertThat(account.get(CONTACTS).ids()).containsExactly(survivor);
        assertThat(account.get(CONTACTS + "?archived=true").ids()).isEmpty();
    }

    @Test
    @Fact({"merge/values", "merge/other-email-becomes-secondary"})
    void the_primarys_values_win_gaps_are_filled_and_the_others_address_becomes_secondary() {
        String survivor = merge().text("/id");
        assertThat(account.value(survivor, "email")).isEqualTo("new@x.example");
        assertThat(account.value(survivor, "hs_additional_emails")).isEqualTo("old@x.example");
        assertThat(account.value(survivor, "phone")).isEqualTo("2");
        assertThat(account.value(survivor, "city")).isEqualTo("Berlin");
        assertThat(account.value(survivor, "lifecyclestage")).isEqualTo("customer");
        assertThat(account.get(CONTACTS + "/" + survivor).text("/createdAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(account.get(CONTACTS + "/old@x.example?idProperty=email").text("/id"))
                .isEqualTo(survivor);
    }

    @Test
    @Fact("merge/history")
    void the_primarys_history_goes_on_and_moved_values_are_marked_as_merged() {
        String survivor = merge().text("/id");
        Answer read = account.get(CONTACTS + "/" + survivor + "?propertiesWithHistory=phone,city");
        assertThat(read.text("/propertiesWithHistory/phone/0/timestamp")).isEqualTo("2026-11-20T09:01:00.000Z");
        assertThat(read.text("/propertiesWithHistory/city/0/sourceType")).isEqualTo("MERGE_OBJECTS");
        assertThat(read.text("/propertiesWithHistory/city/0/timestamp")).isEqualTo("2026-11-20T09:02:00.000Z");
    }

    @Test
    @Fact("merge/joined-histories")
    void the_histories_of_both_are_joined_in_order_of_time_and_the_primarys_value_stays() {
        account.patch(CONTACTS + "/" + other, "{\"properties\":{\"phone\":\"3\"}}");
        account.advance(Duration.ofMinutes(1));
        String survivor = merge().text("/id");
        Answer read = account.get(CONTACTS + "/" + survivor + "?propertiesWithHistory=phone");
        assertThat(read.text("/properties/phone")).isEqualTo("2");
        assertThat(values(read, "phone")).containsExactly("2", "3", "2", "1");
        assertThat(read.text("/propertiesWithHistory/phone/0/sourceType")).isEqualTo("MERGE_OBJECTS");
    }

    @Test
    @Fact("merge/joined-histories")
    void of_two_entries_with_the_same_time_the_primarys_is_kept() {
        for (String id : List.of(other, primary)) {
            account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"at the same time by " + id + "\"}}");
        }
        String survivor = merge().text("/id");
        Answer read = account.get(CONTACTS + "/" + survivor + "?propertiesWithHistory=phone");
        assertThat(values(read, "phone")).containsExactly("at the same time by " + primary, "2", "1");
    }

    @Test
    @Fact("merge/joined-histories")
    void histories_are_not_joined_where_set_so() {
        account.set("{\"behaviour\":{\"mergeJoinsHistories\":false}}");
        String survivor = merge().text("/id");
        Answer read = account.get(CONTACTS + "/" + survivor + "?propertiesWithHistory=phone");
        assertThat(values(read, "phone")).containsExactly("2");
    }

    @Test
    @Fact("merge/primary-id-preservation")
    void the_primarys_id_can_be_kept() {
        account.set("{\"behaviour\":{\"mergePreservesPrimaryId\":true}}");
        assertThat(merge().text("/id")).isEqualTo(primary);
        assertThat(account.get(CONTACTS + "/" + other).text("/id")).isEqualTo(primary);
        assertThat(account.value(primary, "hs_merged_object_ids")).isEqualTo(other);
    }

    @Test
    @Fact("batch/read-follows-merged-ids")
    void batch_read_follows_merged_ids_unless_set_otherwise() {
        String survivor = merge().text("/id");
        String body = "{\"inputs\":[{\"id\":\"" + other + "\"},{\"id\":\"" + primary + "\"}]}";
        assertThat(account.post(CONTACTS + "/batch/read", body).ids()).containsExactly(survivor);
        account.set("{\"behaviour\":{\"batchReadFollowsMergedIds\":false}}");
        Answer strict = account.post(CONTACTS + "/batch/read", body);
        assertThat(strict.status()).isEqualTo(207);
        assertThat(strict.ids()).isEmpty();
    }

    @Test
    @Fact("merge/chains")
    void merges_chain() {
        String survivor = merge().text("/id");
        String third = account.contact("\"phone\":\"3\"");
        String last = account.post(
                        CONTACTS + "/merge",
                        "{\"primaryObjectId\":\"" + third + "\",\"objectIdToMerge\":\"" + survivor + "\"}")
                .text("/id");
        assertThat(account.get(CONTACTS + "/" + other).text("/id")).isEqualTo(last);
        assertThat(account.value(last, "hs_merged_object_ids").split(";", -1))
                .containsExactlyInAnyOrder(primary, other, third, survivor);
    }

    @Test
    @Fact("merge/writes-reach-the-survivor")
    void a_write_to_a_merged_id_reaches_the_survivor() {
        String survivor = merge().text("/id");
        assertThat(account.patch(CONTACTS + "/" + other, "{\"properties\":{\"phone\":\"9\"}}")
                        .text("/id"))
                .isEqualTo(survivor);
    }

    @Test
    @Fact("merge/writes-reach-the-survivor")
    void writes_to_a_merged_id_find_nothing_where_set_so() {
        String survivor = merge().text("/id");
        account.set("{\"records\":{\"writesFollowMergedIds\":false}}");
        String phone = "\"properties\":{\"phone\":\"9\"}";
        assertThat(account.patch(CONTACTS + "/" + other, "{" + phone + "}").status())
                .isEqualTo(404);
        Answer batch =
                account.post(CONTACTS + "/batch/update", "{\"inputs\":[{\"id\":\"" + other + "\"," + phone + "}]}");
        assertThat(batch.status()).isEqualTo(207);
        assertThat(batch.text("/errors/0/context/ids/0")).isEqualTo(other);
        account.delete(CONTACTS + "/" + other);
        assertThat(account.get(CONTACTS + "/" + other).text("/id")).isEqualTo(survivor);
        assertThat(account.patch(CONTACTS + "/" + survivor, "{" + phone + "}").status())
                .isEqualTo(200);
    }

    @Test
    @Fact("merge/search-finds-the-survivor")
    void search_finds_the_survivor_and_not_the_absorbed() {
        String survivor = merge().text("/id");
        account.advance(Duration.ofSeconds(5));
        assertThat(account.search("{}").ids()).containsExactly(survivor);
    }

    @Test
    @Fact("merge/414-beyond-250")
    void more_than_250_records_cannot_become_one() {
        for (boolean keepsId : List.of(true, false)) {
            account.set("{\"behaviour\":{\"mergePreservesPrimaryId\":" + keepsId + "}}");
            String survivor = account.contact("\"phone\":\"0\"");
            for (int i = 1; i < 250; i++) {
                survivor = merge(survivor, account.contact("\"phone\":\"" + i + "\""))
                        .text("/id");
            }
            String one = account.contact("\"phone\":\"251\"");
            Answer refused = merge(survivor, one);
            assertThat(refused.status()).isEqualTo(414);
            assertThat(refused.text("/message")).isEqualTo("Cannot have more than 250 identities on a profile");
            assertThat(account.get(CONTACTS + "/" + one).text("/id")).isEqualTo(one);
        }
    }

    @Test
    @Fact("merge/calculated-vids-miss-chains")
    void the_merged_vids_of_contacts_miss_what_the_other_record_had_absorbed() {
        String survivor = merge().text("/id");
        long at = account.clock.millis();
        assertThat(account.value(survivor, "hs_calculated_merged_vids"))
                .isEqualTo(primary + ":" + at + ";" + other + ":" + at);
        String third = account.contact("\"phone\":\"3\"");
        String last = merge(third, survivor).text("/id");
        assertThat(account.value(last, "hs_calculated_merged_vids"))
                .isEqualTo(third + ":" + at + ";" + survivor + ":" + at);
    }

    @Test
    @Fact("merge/other-domain-becomes-additional")
    void the_other_companys_domains_become_additional_ones() {
        String first = account.company("\"name\":\"A\",\"domain\":\"a.example\"");
        String second = account.company("\"name\":\"B\",\"domain\":\"b.example\"");
        String third = account.company("\"name\":\"C\",\"domain\":\"c.example\"");
        String two = mergeCompanies(second, third);
        String all = mergeCompanies(first, two);
        Answer read = account.get(TestAccount.COMPANIES + "/" + all + "?properties=domain,hs_additional_domains,name");
        assertThat(read.text("/properties/domain")).isEqualTo("a.example");
        assertThat(read.text("/properties/name")).isEqualTo("A");
        assertThat(read.text("/properties/hs_additional_domains").split(";", -1))
                .containsExactlyInAnyOrder("b.example", "c.example");
    }

    private String mergeCompanies(String into, String from) {
        return account.post(
                        TestAccount.COMPANIES + "/merge",
                        "{\"primaryObjectId\":\"" + into + "\",\"objectIdToMerge\":\"" + from + "\"}")
                .text("/id");
    }

    private Answer merge(String into, String from) {
        return account.post(
                CONTACTS + "/merge", "{\"primaryObjectId\":\"" + into + "\",\"objectIdToMerge\":\"" + from + "\"}");
    }

    @Test
    @Fact("merge/not-with-itself")
    void a_record_cannot_be_merged_with_itself() {
        assertThat(account.post(
                                CONTACTS + "/merge",
                                "{\"primaryObjectId\":\"" + other + "\",\"objectIdToMerge\":\"" + other + "\"}")
                        .status())
                .isEqualTo(400);
    }

    private static List<String> values(Answer read, String property) {
        return read.json()
                .at("/propertiesWithHistory/" + property)
                .valueStream()
                .map(entry -> entry.path("value").asString())
                .toList();
    }

    private Answer merge() {
        return account.post(
                CONTACTS + "/merge", "{\"primaryObjectId\":\"" + primary + "\",\"objectIdToMerge\":\"" + other + "\"}");
    }
}
