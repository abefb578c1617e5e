package dev.linchpin.simulator.journal;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JournalSnapshotsTest extends JournalAccount {

    @Test
    @Fact({"journal/snapshots", "journal/snapshot-states"})
    void a_snapshot_goes_into_the_journal_with_the_values_of_when_it_was_asked_for() {
        String id = account.contact("\"phone\":\"1\"");
        Answer made = call("POST", "/webhooks-journal/snapshots/2026-09/crm", snapshot(id));
        assertThat(made.status()).isEqualTo(200);
        String status = JOURNAL + "/status/" + made.text("/snapshotResponses/0/snapshotStatusId");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"2\"}}");
        assertThat(get(status).text("/status")).isEqualTo("PENDING");
        account.advance(Duration.ofSeconds(1));
        assertThat(get(status).text("/status")).isEqualTo("IN_PROGRESS");
        account.advance(Duration.ofSeconds(1));
        assertThat(get(status).text("/status")).isEqualTo("SUCCESS");
        assertThat(get(status).json().path("completedAt").asLong()).isEqualTo(account.clock.millis());
        JsonNode event = events().getFirst();
        assertThat(event.path("action").asString()).isEqualTo("SNAPSHOT");
        assertThat(event.path("propertyChanges").toString()).isEqualTo("{\"phone\":\"1\"}");
        account.advance(Duration.ofDays(3));
        assertThat(get(status).text("/status")).isEqualTo("EXPIRED");
    }

    @Test
    @Fact({"access/sensitive-properties", "journal/withheld-values"})
    void an_app_is_not_told_what_it_may_not_read() {
        assertThat(told()).containsExactly("{\"blood\":\"\",\"phone\":\"1\"}", "{\"phone\":\"1\"}");
        account.control("POST", "reset", "");
        token = token(SCOPES + " crm.objects.contacts.sensitive.read.v2");
        assertThat(told()).containsExactly("{\"blood\":\"AB\",\"phone\":\"1\"}", "{\"blood\":\"AB\",\"phone\":\"1\"}");
    }

    /** The values in a creation's event and in a snapshot's. */
    private List<String> told() {
        account.set("{\"definitions\":{\"sensitiveData\":true}}");
        account.post("/crm/properties/2026-09/contacts", """
                {"name":"blood","label":"b","type":"string","fieldType":"text","groupName":"contactinformation",
                "dataSensitivity":"sensitive"}""");
        subscribe("\"CREATE\"", ",\"properties\":[\"blood\",\"phone\"]");
        String id = account.contact("\"blood\":\"AB\",\"phone\":\"1\"");
        call(
                "POST",
                "/webhooks-journal/snapshots/2026-09/crm",
                snapshot(id).replace("\"phone\"", "\"blood\",\"phone\""));
        return events().stream()
                .map(event -> event.path("propertyChanges").toString())
                .toList();
    }

    @Test
    @Fact("journal/snapshot-states")
    void a_snapshot_of_nothing_fails() {
        Answer made = call("POST", "/webhooks-journal/snapshots/2026-09/crm", snapshot("99"));
        account.advance(Duration.ofSeconds(2));
        Answer status = get(JOURNAL + "/status/" + made.text("/snapshotResponses/0/snapshotStatusId"));
        assertThat(status.text("/status")).isEqualTo("FAILED");
        assertThat(status.text("/errorCode")).isEqualTo("VALIDATION_ERROR");
        assertThat(get(JOURNAL + "/status/nothing").status()).isEqualTo(404);
    }
}
