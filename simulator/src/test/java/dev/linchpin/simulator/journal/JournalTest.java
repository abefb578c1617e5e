package dev.linchpin.simulator.journal;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JournalTest {

    private static final String SUBSCRIPTIONS = "/webhooks-journal/subscriptions/2026-09";
    private static final String JOURNAL = "/webhooks-journal/journal/2026-09";
    private static final String SCOPES = "developer.webhooks_journal.read developer.webhooks_journal.subscriptions.read"
            + " developer.webhooks_journal.subscriptions.write developer.webhooks_journal.snapshots.read"
            + " developer.webhooks_journal.snapshots.write crm.objects.contacts.read crm.lists.read";

    private final TestAccount account = new TestAccount();
    private String token = "";

    @BeforeEach
    void getToken() {
        account.set("{\"access\":{\"tokenLifetime\":\"30d\"}}");
        token = token(SCOPES);
    }

    private String token(String scopes) {
        return anonymous(
                        "POST",
                        "/oauth/2026-09/token",
                        "grant_type=client_credentials&client_id=simulator-client-id"
                                + "&client_secret=simulator-client-secret&scope=" + scopes.replace(' ', '+'))
                .text("/access_token");
    }

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

    private String grant() {
        account.set("{\"access\":{\"grantAtOnce\":true}}");
        String redirect = "http%3A%2F%2Flocalhost%3A3000%2Foauth-callback";
        String location = anonymous(
                        "GET",
                        "/oauth/authorize?client_id=simulator-client-id&scope=oauth&redirect_uri=" + redirect,
                        "")
                .header("Location");
        return anonymous(
                        "POST",
                        "/oauth/2026-09/token",
                        "grant_type=authorization_code&client_id=simulator-client-id"
                                + "&client_secret=simulator-client-secret&redirect_uri=" + redirect + "&code="
                                + location.substring(location.indexOf("code=") + 5))
                .text("/access_token");
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

    @Test
    @Fact({"journal/offsets", "journal/end-of-stream", "journal/unknown-offset"})
    void offsets_lead_from_file_to_file_until_the_end() {
        subscribe("\"CREATE\"", "");
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
        assertThat(get(JOURNAL + "/latest").status()).isEqualTo(204);
        publish(3);
        String first = get(JOURNAL + "/earliest").text("/currentOffset");
        String second = next(first).text("/currentOffset");
        String third = next(second).text("/currentOffset");
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(get(JOURNAL + "/latest").text("/currentOffset")).isEqualTo(third);
        assertThat(next(third).status()).isEqualTo(204);
        assertThat(next("550e8400-e29b-41d4-a716-446655440000").status()).isEqualTo(404);
        account.set("{\"journal\":{\"endOfStreamStatus\":404}}");
        assertThat(next(third).status()).isEqualTo(404);
    }

    @Test
    @Fact("journal/batches")
    void several_files_are_told_at_once_up_to_100() {
        subscribe("\"CREATE\"", "");
        publish(4);
        List<String> all = offsets(get(JOURNAL + "/batch/earliest/100"));
        assertThat(all).hasSize(4);
        assertThat(offsets(get(JOURNAL + "/batch/earliest/2"))).isEqualTo(all.subList(0, 2));
        assertThat(offsets(get(JOURNAL + "/batch/latest/3"))).isEqualTo(all.subList(1, 4));
        assertThat(offsets(get(JOURNAL + "/batch/" + all.getFirst() + "/next/2")))
                .isEqualTo(all.subList(1, 3));
        assertThat(offsets(get(JOURNAL + "/batch/" + all.getLast() + "/next/2")))
                .isEmpty();
        for (String bad : List.of("0", "101", "x")) {
            assertThat(get(JOURNAL + "/batch/earliest/" + bad).status()).isEqualTo(400);
        }
        Answer read = call("POST", JOURNAL + "/batch/read", "{\"inputs\":[\"" + all.get(2) + "\",\"nothing\"]}");
        assertThat(read.status()).isEqualTo(207);
        assertThat(offsets(read)).containsExactly(all.get(2));
        assertThat(read.json().at("/errors/0/context/ids/0").asString()).isEqualTo("nothing");
        assertThat(call("POST", JOURNAL + "/batch/read", "{\"inputs\":[\"" + all.get(2) + "\"]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Fact("journal/local")
    void the_local_journal_is_that_of_one_account() {
        subscribe("\"CREATE\"", "");
        publish(1);
        String local = "/webhooks-journal/journal-local/2026-09/earliest";
        assertThat(get(local + "?installPortalId=4242").text("/currentOffset"))
                .isEqualTo(get(JOURNAL + "/earliest").text("/currentOffset"));
        assertThat(get(local + "?installPortalId=1").status()).isEqualTo(204);
    }

    @Test
    @Fact("journal/retention")
    void files_are_dropped_after_three_days() {
        subscribe("\"CREATE\"", "");
        publish(2);
        String first = get(JOURNAL + "/earliest").text("/currentOffset");
        account.advance(Duration.ofDays(3).minusSeconds(5));
        String second = get(JOURNAL + "/earliest").text("/currentOffset");
        assertThat(second).isNotEqualTo(first);
        assertThat(next(first).status()).isEqualTo(404);
        account.advance(Duration.ofSeconds(5));
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
    }

    @Test
    @Fact("journal/signed-url")
    void the_url_of_a_file_works_for_a_while_and_cannot_be_made_up() {
        subscribe("\"CREATE\"", "");
        publish(1);
        String url = get(JOURNAL + "/earliest").text("/url");
        assertThat(anonymous("GET", url, "").status()).isEqualTo(200);
        assertThat(anonymous("GET", url + "0", "").status()).isEqualTo(403);
        assertThat(anonymous("GET", url.replace("expires=1", "expires=2"), "").status())
                .isEqualTo(403);
        account.advance(Duration.ofMinutes(5));
        assertThat(anonymous("GET", url, "").status()).isEqualTo(403);
    }

    @Test
    @Fact("journal/nothing-unsubscribed")
    void nothing_is_kept_of_what_nobody_subscribed_to() {
        account.contact("\"phone\":\"1\"");
        subscribe("\"CREATE\"", "");
        account.company("\"name\":\"Acme\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
    }

    @Test
    @Fact("journal/files-of-10000")
    void a_file_has_so_many_entries_at_most() {
        account.set("{\"journal\":{\"eventsPerFile\":3}}");
        subscribe("\"CREATE\"", "");
        for (int i = 0; i < 7; i++) {
            account.contact("\"phone\":\"" + i + "\"");
        }
        account.advance(Duration.ofSeconds(5));
        var sizes = new ArrayList<Integer>();
        get(JOURNAL + "/batch/earliest/10")
                .json()
                .path("results")
                .forEach(pointer -> sizes.add(
                        new Answer(anonymous("GET", pointer.path("url").asString(), "")
                                        .response())
                                .json()
                                .path("journalEvents")
                                .size()));
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    @Fact("journal/moved-clock")
    void however_far_the_clock_is_moved_files_are_dated_when_they_were_due() {
        subscribe("\"CREATE\"", "");
        account.contact("\"phone\":\"1\"");
        account.advance(Duration.ofHours(5));
        assertThat(download(get(JOURNAL + "/earliest")).path("publishedAt").asString())
                .isEqualTo("2026-11-20T09:00:05.000Z");
    }

    @Test
    @Fact({"journal/subscription-api", "journal/upsert"})
    void subscriptions_are_made_changed_listed_and_deleted() {
        Answer made = subscribe("\"CREATE\"", ",\"objectIds\":[5,3],\"properties\":[\"phone\"]");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().path("appId").asLong()).isEqualTo(900_200);
        assertThat(made.json().path("objectIds").toString()).isEqualTo("[3,5]");
        String id = made.text("/id");
        account.advance(Duration.ofMinutes(1));
        Answer changed = subscribe("\"CREATE\",\"DELETE\"", "");
        assertThat(changed.text("/id")).isEqualTo(id);
        assertThat(changed.text("/createdAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(changed.text("/updatedAt")).isEqualTo("2026-11-20T09:01:00.000Z");
        assertThat(get(SUBSCRIPTIONS + "/" + id).json().path("actions").toString())
                .isEqualTo("[\"CREATE\",\"DELETE\"]");
        assertThat(get(SUBSCRIPTIONS).ids()).containsExactly(id);
        account.set("{\"journal\":{\"duplicateSubscriptionStatus\":409}}");
        assertThat(subscribe("\"CREATE\"", "").status()).isEqualTo(409);
        assertThat(call("DELETE", SUBSCRIPTIONS + "/" + id, "").status()).isEqualTo(204);
        assertThat(get(SUBSCRIPTIONS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    @Fact("journal/delete-portal")
    void the_subscriptions_of_an_account_are_deleted_at_once() {
        subscribe("\"CREATE\"", "");
        post("{\"subscriptionType\":\"APP_LIFECYCLE_EVENT\",\"eventTypeId\":\"4-1916193\"}");
        assertThat(call("DELETE", SUBSCRIPTIONS + "/portals/1", "").status()).isEqualTo(204);
        assertThat(get(SUBSCRIPTIONS).ids()).hasSize(2);
        assertThat(call("DELETE", SUBSCRIPTIONS + "/portals/4242", "").status()).isEqualTo(204);
        assertThat(get(SUBSCRIPTIONS).json().path("results").valueStream())
                .extracting(known -> known.path("subscriptionType").asString())
                .containsExactly("APP_LIFECYCLE_EVENT");
    }

    @Test
    @Fact("journal/bad-subscriptions")
    void bad_subscriptions_are_refused_whole() {
        for (String bad : List.of(
                "{\"subscriptionType\":\"EVERYTHING\",\"portalId\":4242}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-1\",\"actions\":[]}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-1\",\"actions\":[\"X\"]}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"9-9\",\"actions\":[\"CREATE\"]}",
                "{\"subscriptionType\":\"OBJECT\",\"portalId\":1,\"objectTypeId\":\"0-1\",\"actions\":[\"CREATE\"]}",
                "{\"subscriptionType\":\"OBJECT\",\"objectTypeId\":\"0-1\",\"actions\":[\"CREATE\"]}",
                "{\"subscriptionType\":\"APP_LIFECYCLE_EVENT\",\"eventTypeId\":\"4-1\"}")) {
            assertThat(post(bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(get(SUBSCRIPTIONS).ids()).isEmpty();
    }

    @Test
    @Fact("journal/object-ids")
    void a_subscription_can_be_about_certain_records() {
        String wanted = account.contact("\"phone\":\"1\"");
        String other = account.contact("\"phone\":\"1\"");
        subscribe("\"UPDATE\"", ",\"objectIds\":[" + wanted + "]");
        for (String id : List.of(wanted, other)) {
            account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"2\"}}");
        }
        assertThat(events())
                .extracting(event -> event.path("objectId").asString())
                .containsExactly(wanted);
    }

    @Test
    @Fact("journal/filters")
    void conditions_of_a_filter_must_all_hold_and_one_filter_must() {
        String id = subscribe("\"CREATE\"", "").text("/id");
        String both = filter(id, condition("city", "EQ", "Berlin") + "," + condition("phone", "GT", "10"));
        String empty =
                filter(id, "{\"filterType\":\"CRM_OBJECT_PROPERTY\",\"property\":\"city\",\"operator\":\"IS_EMPTY\"}");
        String one = account.contact("\"city\":\"Berlin\",\"phone\":\"11\"");
        account.contact("\"city\":\"Berlin\",\"phone\":\"9\"");
        String two = account.contact("\"phone\":\"9\"");
        assertThat(events())
                .extracting(event -> event.path("objectId").asString())
                .containsExactly(one, two);

        assertThat(get(SUBSCRIPTIONS + "/filters/" + both)
                        .json()
                        .at("/filter/conditions/1/operator")
                        .asString())
                .isEqualTo("GT");
        assertThat(get(SUBSCRIPTIONS + "/filters/subscription/" + id).json().size())
                .isEqualTo(2);
        assertThat(call("DELETE", SUBSCRIPTIONS + "/filters/" + empty, "").status())
                .isEqualTo(204);
        assertThat(get(SUBSCRIPTIONS + "/filters/" + empty).status()).isEqualTo(404);
        String refused = subscribe("\"DELETE\"", "").text("/id");
        assertThat(addFilter(refused, condition("city", "EQ", "x")).status()).isEqualTo(400);
        assertThat(addFilter(id, condition("city", "LIKE", "x")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EQ b|b",
                "N_EQ b|c",
                "CONTAINS b|abc",
                "STARTS_WITH b|bc",
                "ENDS_WITH b|ab",
                "GTE 2|2",
                "LT 10|9",
                "LTE 10|10",
                "IS_NOT_EMPTY x|b"
            })
    @Fact("journal/filter-operators")
    void every_operator_compares(String row) {
        String[] parts = row.split("[ |]", 3);
        String id = subscribe("\"CREATE\"", "").text("/id");
        filter(id, condition("city", parts[0], parts[1]));
        account.contact("\"city\":\"" + parts[2] + "\"");
        account.contact(parts[0].equals("N_EQ") ? "\"city\":\"b\"" : "\"phone\":\"1\"");
        assertThat(events()).hasSize(1);
    }

    @Test
    @Fact("journal/filter-operators")
    void operators_on_lists_compare_with_each() {
        String id = subscribe("\"CREATE\"", "").text("/id");
        filter(
                id,
                "{\"filterType\":\"CRM_OBJECT_PROPERTY\",\"property\":\"city\",\"operator\":\"IN\",\"values\":[\"a\",\"b\"]}"
                        + ",{\"filterType\":\"CRM_OBJECT_PROPERTY\",\"property\":\"phone\",\"operator\":\"NOT_IN\",\"values\":[\"1\"]}");
        account.contact("\"city\":\"a\",\"phone\":\"2\"");
        account.contact("\"city\":\"c\",\"phone\":\"2\"");
        account.contact("\"city\":\"a\",\"phone\":\"1\"");
        assertThat(events()).hasSize(1);
    }

    private static String condition(String property, String operator, String value) {
        return "{\"filterType\":\"CRM_OBJECT_PROPERTY\",\"property\":\"" + property + "\",\"operator\":\"" + operator
                + "\",\"value\":\"" + value + "\"}";
    }

    private String filter(String subscription, String conditions) {
        return addFilter(subscription, conditions).text("/filterId");
    }

    private Answer addFilter(String subscription, String conditions) {
        return call(
                "POST",
                SUBSCRIPTIONS + "/filters",
                "{\"subscriptionId\":" + subscription + ",\"filter\":{\"conditions\":[" + conditions + "]}}");
    }

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

    private static String snapshot(String id) {
        return "{\"snapshotRequests\":[{\"portalId\":4242,\"objectTypeId\":\"0-1\",\"objectId\":" + id
                + ",\"properties\":[\"phone\"]}]}";
    }

    @Test
    @Fact("journal/scopes")
    void each_call_needs_its_scope_and_subscriptions_those_of_their_types() {
        String reader = token("developer.webhooks_journal.read");
        assertThat(account.callAs(reader, "GET", JOURNAL + "/earliest", "").status())
                .isEqualTo(204);
        assertThat(account.callAs(reader, "GET", SUBSCRIPTIONS, "").status()).isEqualTo(403);
        Answer company = post("{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-2\","
                + "\"actions\":[\"CREATE\"]}");
        assertThat(company.status()).isEqualTo(403);
        assertThat(company.text("/errors/0/context/requiredGranularScopes/0")).isEqualTo("crm.objects.companies.read");
        assertThat(account.callAs(grant(), "GET", JOURNAL + "/earliest", "").status())
                .isEqualTo(403);
    }

    @Test
    @Fact("journal/limits")
    void the_journal_has_limits_of_its_own_and_counts_towards_no_other() {
        account.set("{\"limits\":\"professional\"}");
        Answer answer = get(JOURNAL + "/earliest");
        assertThat(answer.response().headers()).doesNotContainKey("X-HubSpot-RateLimit-Daily");
        for (int i = 1; i < 100; i++) {
            assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
        }
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(429);
        for (int i = 0; i < 50; i++) {
            assertThat(get(SUBSCRIPTIONS).status()).isEqualTo(200);
        }
        assertThat(get(SUBSCRIPTIONS).status()).isEqualTo(429);
        for (int i = 0; i < 10; i++) {
            call("POST", "/webhooks-journal/snapshots/2026-09/crm", snapshot("1"));
        }
        assertThat(call("POST", "/webhooks-journal/snapshots/2026-09/crm", snapshot("1"))
                        .status())
                .isEqualTo(429);
        account.advance(Duration.ofSeconds(1));
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
        assertThat(account.get(CONTACTS).header("X-HubSpot-RateLimit-Daily-Remaining"))
                .isEqualTo("649999");
    }

    @Test
    @Fact("journal/versions")
    void the_paths_of_2026_09_can_be_switched_off() {
        account.set("{\"journal\":{\"autumnVersion\":false}}");
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(404);
        assertThat(get("/webhooks-journal/journal/2026-03/earliest").status()).isEqualTo(204);
        assertThat(get("/webhooks-journal/journal/v3/earliest").status()).isEqualTo(404);
    }

    @Test
    void a_reset_forgets_the_journal() {
        subscribe("\"CREATE\"", "");
        publish(1);
        account.control("POST", "reset", "");
        getToken();
        assertThat(get(SUBSCRIPTIONS).ids()).isEmpty();
        assertThat(get(JOURNAL + "/earliest").status()).isEqualTo(204);
    }

    private void publish(int files) {
        for (int i = 0; i < files; i++) {
            account.contact("\"phone\":\"" + i + "\"");
            account.advance(Duration.ofSeconds(5));
        }
    }

    private Answer subscribe(String actions, String further) {
        return post("{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-1\",\"actions\":["
                + actions + "]" + further + "}");
    }

    private Answer post(String subscription) {
        return call("POST", SUBSCRIPTIONS, subscription);
    }

    private Answer call(String method, String target, String body) {
        return account.callAs(token, method, target, body);
    }

    private Answer get(String target) {
        return call("GET", target, "");
    }

    private Answer next(String offset) {
        return get(JOURNAL + "/offset/" + offset + "/next");
    }

    private static List<String> offsets(Answer batch) {
        return batch.json()
                .path("results")
                .valueStream()
                .map(pointer -> pointer.path("currentOffset").asString())
                .toList();
    }

    /** Everything that is in the journal once it has been published. */
    private List<JsonNode> events() {
        account.advance(Duration.ofSeconds(5));
        var events = new ArrayList<JsonNode>();
        for (JsonNode pointer :
                get(JOURNAL + "/batch/earliest/100").json().path("results").values()) {
            JsonNode file = anonymous("GET", pointer.path("url").asString(), "").json();
            events.addAll(file.path("journalEvents").valueStream().toList());
        }
        return events;
    }

    private JsonNode download(Answer pointer) {
        Answer file = anonymous("GET", pointer.text("/url"), "");
        assertThat(file.status()).isEqualTo(200);
        return file.json();
    }

    private Answer anonymous(String method, String target, String body) {
        return new Answer(account.hubSpot.handle(SimulatedRequest.of(method, target, null, body)));
    }
}
