package dev.linchpin.simulator.journal;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JournalEventsTest extends JournalAccount {

    @ParameterizedTest
    @ValueSource(strings = {"v4", "2026-03", "2026-09"})
    @Fact({"journal/pointer", "journal/file", "journal/object-events"})
    void an_entry_leads_to_a_file_of_events_that_needs_no_token(String version) {
        subscribe("\"CREATE\",\"UPDATE\"", ",\"properties\":[\"phone\",\"city\"]");
        String id = account.contact("\"phone\":\"1\",\"firstname\":\"Ada\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"2\",\"lastname\":\"L\"}}");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"lastname\":\"M\"}}");
        account.advance(Duration.ofSeconds(5));
        Answer pointer = get("/webhooks-journal/journal/" + version + "/earliest");
        assertThat(pointer.status()).isEqualTo(200);
        assertThat(pointer.text("/currentOffset")).matches("[0-9a-f-]{36}");
        assertThat(pointer.text("/expiresAt")).isEqualTo("2026-11-20T09:05:05.000Z");
        JsonNode file = download(pointer);
        assertThat(file.path("offset").asString()).isEqualTo(pointer.text("/currentOffset"));
        assertThat(file.path("publishedAt").asString()).isEqualTo("2026-11-20T09:00:05.000Z");
        assertThat(file.path("journalEvents").size()).isEqualTo(2);
        assertThat(file.at("/journalEvents/0").toString())
                .isEqualTo("{\"type\":\"object\",\"portalId\":4242,\"occurredAt\":\"2026-11-20T09:00:00.000Z\","
                        + "\"action\":\"CREATE\",\"objectTypeId\":\"0-1\",\"objectId\":" + id
                        + ",\"propertyChanges\":{\"phone\":\"1\"}}");
        assertThat(file.at("/journalEvents/1/propertyChanges").toString()).isEqualTo("{\"phone\":\"2\"}");
    }

    @Test
    @Fact("journal/without-properties")
    void a_subscription_without_properties_is_to_all_of_them_unless_set_otherwise() {
        subscribe("\"CREATE\"", "");
        account.contact("\"phone\":\"1\",\"firstname\":\"Ada\"");
        assertThat(events().getFirst().path("propertyChanges").size()).isEqualTo(2);
        account.set("{\"journal\":{\"emptyPropertiesMeanAll\":false}}");
        account.contact("\"phone\":\"1\",\"firstname\":\"Ada\"");
        assertThat(events().getLast().path("propertyChanges").size()).isZero();
    }

    @Test
    @Fact("journal/actions")
    void deletions_restorations_merges_and_privacy_deletions_have_their_actions() {
        subscribe("\"DELETE\",\"RESTORE\",\"MERGE\"", "");
        post("{\"subscriptionType\":\"GDPR_PRIVACY_DELETION\",\"portalId\":4242,\"objectTypeId\":\"0-1\","
                + "\"actions\":[\"GDPR_DELETE\"]}");
        String other = account.contact("\"phone\":\"1\"");
        String primary = account.contact("\"phone\":\"2\"");
        edit(other, "\"archive\":true");
        edit(other, "\"restore\":true");
        String survivor = edit(other, "\"mergeInto\":\"" + primary + "\"").text("/id");
        account.post(CONTACTS + "/gdpr-delete", "{\"objectId\":\"" + survivor + "\"}");
        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> event.path("type").asString() + " "
                        + event.path("action").asString() + " "
                        + event.path("objectId").asString())
                .containsExactly(
                        "object DELETE " + other,
                        "object RESTORE " + other,
                        "object MERGE " + survivor,
                        "object DELETE " + survivor,
                        "gdpr_privacy_deletion GDPR_DELETE " + survivor);
        assertThat(events.get(2).at("/mergedObjectIds/0").asString()).isEqualTo(other);
    }

    private Answer edit(String id, String what) {
        return account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\"," + what + "}");
    }

    @Test
    @Fact("journal/list-events")
    void joining_and_leaving_a_list_are_events() {
        post("{\"subscriptionType\":\"LIST_MEMBERSHIP\",\"portalId\":4242,"
                + "\"actions\":[\"ADDED_TO_LIST\",\"REMOVED_FROM_LIST\"]}");
        String id = account.contact("\"phone\":\"1\"");
        String list = account.post(
                        "/crm/lists/2026-09", "{\"name\":\"l\",\"objectTypeId\":\"0-1\",\"processingType\":\"MANUAL\"}")
                .text("/list/listId");
        account.call("PUT", "/crm/lists/2026-09/" + list + "/memberships/add", "[\"" + id + "\"]");
        account.call("PUT", "/crm/lists/2026-09/" + list + "/memberships/remove", "[\"" + id + "\"]");
        assertThat(events())
                .extracting(event -> event.path("action").asString() + " "
                        + event.path("listId").asString() + " "
                        + event.path("objectId").asString())
                .containsExactly("ADDED_TO_LIST " + list + " " + id, "REMOVED_FROM_LIST " + list + " " + id);
    }

    @Test
    @Fact("journal/association-events")
    void links_that_come_and_go_are_events() {
        post("{\"subscriptionType\":\"ASSOCIATION\",\"portalId\":4242,\"objectTypeId\":\"0-1\","
                + "\"actions\":[\"ASSOCIATION_ADDED\",\"ASSOCIATION_REMOVED\"]}");
        String contact = account.contact("\"phone\":\"1\"");
        String company = account.company("\"name\":\"Acme\"");
        String path = CONTACTS + "/" + contact + "/associations/companies/" + company;
        account.call("PUT", path, "[{\"associationCategory\":\"HUBSPOT_DEFINED\",\"associationTypeId\":279}]");
        account.delete(path);
        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> event.path("action").asString())
                .contains("ASSOCIATION_ADDED", "ASSOCIATION_REMOVED");
        JsonNode added = events.getFirst();
        assertThat(added.path("type").asString()).isEqualTo("association");
        assertThat(added.path("fromObjectTypeId").asString()).isEqualTo("0-1");
        assertThat(added.path("fromObjectId").asString()).isEqualTo(contact);
        assertThat(added.path("toObjectTypeId").asString()).isEqualTo("0-2");
        assertThat(added.path("toObjectId").asString()).isEqualTo(company);
        assertThat(added.path("associationCategory").asString()).isEqualTo("HUBSPOT_DEFINED");
        assertThat(added.has("isPrimary")).isTrue();
    }

    @Test
    @Fact("journal/app-lifecycle")
    void installing_and_uninstalling_are_events_of_the_app() {
        for (String type : List.of("4-1909196", "4-1916193")) {
            assertThat(post("{\"subscriptionType\":\"APP_LIFECYCLE_EVENT\",\"eventTypeId\":\"" + type
                                    + "\",\"properties\":[\"hs_app_id\"]}")
                            .status())
                    .isEqualTo(200);
        }
        String access = grant();
        account.callAs(access, "DELETE", "/appinstalls/v3/external-install", "");
        grant();
        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> event.path("type").asString() + " "
                        + event.path("action").asString() + " "
                        + event.path("eventTypeId").asString())
                .containsExactly(
                        "app_lifecycle_event APP_UNINSTALL 4-1916193", "app_lifecycle_event APP_INSTALL 4-1909196");
        assertThat(events.getFirst().path("properties").toString()).isEqualTo("{\"hs_app_id\":\"900200\"}");
    }

    @Test
    @Fact("journal/not-installed")
    void an_app_that_is_not_installed_has_no_new_entries() {
        subscribe("\"CREATE\"", "");
        account.callAs(grant(), "DELETE", "/appinstalls/v3/external-install", "");
        account.contact("\"phone\":\"1\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
    }
}
