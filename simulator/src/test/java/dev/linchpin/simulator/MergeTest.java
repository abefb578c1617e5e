package dev.linchpin.simulator;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    void the_survivor_has_a_new_id_to_which_both_old_ones_lead() {
        String survivor = merge().text("/id");
        assertThat(survivor).isNotIn(primary, other);
        assertThat(account.get(CONTACTS + "/" + primary).text("/id")).isEqualTo(survivor);
        assertThat(account.get(CONTACTS + "/" + other).text("/id")).isEqualTo(survivor);
        assertThat(account.value(survivor, "hs_merged_object_ids")).isEqualTo(primary + ";" + other);
        assertThat(account.get(CONTACTS).ids()).containsExactly(survivor);
        assertThat(account.get(CONTACTS + "?archived=true").ids()).isEmpty();
    }

    @Test
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
    void the_primarys_history_goes_on_and_moved_values_are_marked_as_merged() {
        String survivor = merge().text("/id");
        Answer read = account.get(CONTACTS + "/" + survivor + "?propertiesWithHistory=phone,city");
        assertThat(read.text("/propertiesWithHistory/phone/0/timestamp")).isEqualTo("2026-11-20T09:01:00.000Z");
        assertThat(read.text("/propertiesWithHistory/city/0/sourceType")).isEqualTo("MERGE_OBJECTS");
        assertThat(read.text("/propertiesWithHistory/city/0/timestamp")).isEqualTo("2026-11-20T09:02:00.000Z");
    }

    @Test
    void the_primarys_id_can_be_kept() {
        account.set("{\"behaviour\":{\"mergePreservesPrimaryId\":true}}");
        assertThat(merge().text("/id")).isEqualTo(primary);
        assertThat(account.get(CONTACTS + "/" + other).text("/id")).isEqualTo(primary);
        assertThat(account.value(primary, "hs_merged_object_ids")).isEqualTo(other);
    }

    @Test
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
    void a_write_to_a_merged_id_reaches_the_survivor() {
        String survivor = merge().text("/id");
        assertThat(account.patch(CONTACTS + "/" + other, "{\"properties\":{\"phone\":\"9\"}}")
                        .text("/id"))
                .isEqualTo(survivor);
    }

    @Test
    void search_finds_the_survivor_and_not_the_absorbed() {
        String survivor = merge().text("/id");
        account.advance(Duration.ofSeconds(5));
        assertThat(account.search("{}").ids()).containsExactly(survivor);
    }

    @Test
    void a_record_cannot_be_merged_with_itself() {
        assertThat(account.post(
                                CONTACTS + "/merge",
                                "{\"primaryObjectId\":\"" + other + "\",\"objectIdToMerge\":\"" + other + "\"}")
                        .status())
                .isEqualTo(400);
    }

    private Answer merge() {
        return account.post(
                CONTACTS + "/merge", "{\"primaryObjectId\":\"" + primary + "\",\"objectIdToMerge\":\"" + other + "\"}");
    }
}
