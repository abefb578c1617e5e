package dev.linchpin.simulator.crm;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HistoryTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({
        "objects/history-newest-first",
        "objects/history-entries",
        "objects/history-of-apps",
        "objects/history-of-people"
    })
    void history_tells_who_wrote_what_and_when_newest_first() {
        String id = account.contact("\"phone\":\"1\"");
        account.advance(Duration.ofMillis(7));
        account.edit(77, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"properties\":{\"phone\":\"2\"}}");
        JsonNode history = history(id, "phone");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.at("/0/value").asString()).isEqualTo("2");
        assertThat(history.at("/0/timestamp").asString()).isEqualTo("2026-11-20T09:00:00.007Z");
        assertThat(history.at("/0/sourceType").asString()).isEqualTo("CRM_UI");
        assertThat(history.at("/0/sourceId").asString()).isEqualTo("userId:77");
        assertThat(history.at("/0/updatedByUserId").asInt()).isEqualTo(77);
        assertThat(history.at("/1/value").asString()).isEqualTo("1");
        assertThat(history.at("/1/timestamp").asString()).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(history.at("/1/sourceType").asString()).isEqualTo("INTEGRATION");
        assertThat(history.at("/1/sourceId").asString()).isEqualTo("900100");
        assertThat(history.at("/1").has("updatedByUserId")).isFalse();
    }

    @Test
    @Fact({"objects/identical-write-changes-nothing", "objects/history-of-clearing"})
    void writing_the_same_value_again_adds_no_entry_and_clearing_adds_an_empty_one() {
        String id = account.contact("\"phone\":\"1\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"1\"}}");
        assertThat(history(id, "phone").size()).isEqualTo(1);
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"\"}}");
        assertThat(history(id, "phone").size()).isEqualTo(2);
        assertThat(history(id, "phone").at("/0/value").asString()).isEmpty();
    }

    @Test
    void a_property_set_after_creation_has_only_its_own_entry() {
        String id = account.contact("\"phone\":\"1\"");
        account.advance(Duration.ofSeconds(5));
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"city\":\"Berlin\"}}");
        assertThat(history(id, "city").size()).isEqualTo(1);
        assertThat(history(id, "city").at("/0/timestamp").asString()).isEqualTo("2026-11-20T09:00:05.000Z");
        assertThat(history(id, "phone").at("/0/timestamp").asString()).isEqualTo("2026-11-20T09:00:00.000Z");
    }

    @Test
    @Fact("objects/history-page-maximum")
    void a_batch_read_with_history_takes_at_most_50_records() {
        String id = account.contact("\"phone\":\"1\"");
        Answer answer = account.post(
                CONTACTS + "/batch/read",
                "{\"propertiesWithHistory\":[\"phone\"],\"inputs\":[{\"id\":\"" + id + "\"}]}");
        assertThat(answer.text("/results/0/propertiesWithHistory/phone/0/value"))
                .isEqualTo("1");
        String inputs = "{\"id\":\"1\"},".repeat(50) + "{\"id\":\"1\"}";
        assertThat(account.post(
                                CONTACTS + "/batch/read",
                                "{\"propertiesWithHistory\":[\"phone\"],\"inputs\":[" + inputs + "]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("objects/history-survives-archiving")
    void history_survives_archiving_and_restoring() {
        String id = account.contact("\"phone\":\"1\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"2\"}}");
        account.delete(CONTACTS + "/" + id);
        account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"restore\":true}");
        assertThat(history(id, "phone").size()).isEqualTo(2);
    }

    private JsonNode history(String id, String property) {
        return account.get(CONTACTS + "/" + id + "?propertiesWithHistory=" + property)
                .json()
                .at("/propertiesWithHistory/" + property);
    }
}
