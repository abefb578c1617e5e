package dev.linchpin.hubspot.records;

import static dev.linchpin.hubspot.records.Records.notFound;
import static dev.linchpin.hubspot.records.Records.page;
import static dev.linchpin.hubspot.records.Records.partly;
import static dev.linchpin.hubspot.records.Records.record;
import static dev.linchpin.hubspot.records.Records.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.hubspot.PropertyChange.Author;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecordQueriesTest {
    private static final ObjectType CONTACTS = ObjectType.CONTACTS;

    private final ScriptedHubSpot hubSpot = new ScriptedHubSpot();
    private final HubSpotClient client = hubSpot.client(new FakeTime(), HubSpotSettings.DEFAULT.withAppId("5150"));

    @Test
    void a_page_is_listed_with_the_properties_asked_for_and_the_place_of_the_next() {
        hubSpot.answer(200, page("1001", record("88", "{\"email\":\"ada@example.com\",\"phone\":null,\"city\":\"\"}")));

        var page = client.list(CONTACTS, List.of("email", "phone"), "88", true, Lane.BACKGROUND);

        assertThat(hubSpot.call(0).uri())
                .isEqualTo(URI.create("https://api.hubapi.com/crm/objects/2026-09/contacts"
                        + "?limit=100&after=88&archived=true&properties=email%2Cphone%2Chs_merged_object_ids"));
        assertThat(hubSpot.call(0).headers()).containsEntry("Authorization", "Bearer pat-test");
        assertThat(page.next()).isEqualTo("1001");
        assertThat(page.records())
                .containsExactly(new HubSpotRecord(
                        new HubSpotId("88"),
                        Map.of("email", "ada@example.com"),
                        Instant.parse("2026-11-01T08:00:00Z"),
                        Instant.parse("2026-11-20T08:00:00.123Z"),
                        false,
                        Map.of(),
                        Set.of(),
                        List.of()));
    }

    @Test
    void the_last_page_has_no_next() {
        hubSpot.answer(200, Records.NONE);

        assertThat(client.list(CONTACTS, List.of(), "", false, Lane.POLL).next())
                .isNull();
    }

    @Test
    void properties_too_many_for_a_url_are_read_by_id_in_the_order_of_the_list() {
        var properties = IntStream.range(0, 600)
                .mapToObj(i -> "a_long_property_name_" + i)
                .toList();
        hubSpot.answer(200, page("3", record("1", "{}"), record("2", "{}")));
        hubSpot.answer(200, results(record("2", "{\"city\":\"b\"}"), record("1", "{\"city\":\"a\"}")));

        var page = client.list(CONTACTS, properties, "", false, Lane.BACKGROUND);

        assertThat(hubSpot.call(0).uri().toString()).hasSizeLessThan(8_000).contains("properties=hs_object_id");
        assertThat(ids(body(1).path("inputs"))).containsExactly("1", "2");
        assertThat(page.next()).isEqualTo("3");
        assertThat(page.records()).extracting(r -> r.property("city")).containsExactly("a", "b");
    }

    @Test
    void records_are_joined_by_id_whatever_their_order_and_missing_ones_have_no_entry() {
        hubSpot.answer(207, partly(List.of(record("3", "{}"), record("1", "{}")), notFound("2")));

        var read = client.read(byId("1", "2", "3"), Lane.PUSH);

        assertThat(read).containsOnlyKeys("1", "3");
        assertThat(read.get("3")).extracting(HubSpotRecord::id).isEqualTo(new HubSpotId("3"));
    }

    @Test
    void a_read_is_split_into_calls_of_a_hundred_and_of_fifty_with_history() {
        hubSpot.otherwise(call -> ScriptedHubSpot.json(200, Records.NONE));
        var ids = IntStream.range(0, 250).mapToObj(Integer::toString).toArray(String[]::new);

        client.read(byId(ids), Lane.PUSH);
        client.read(byId(ids).withHistoryOf(List.of("phone")), Lane.PUSH);

        assertThat(hubSpot.calls())
                .extracting(call -> ScriptedHubSpot.body(call).path("inputs").size())
                .containsExactly(100, 100, 50, 50, 50, 50, 50, 50);
        assertThat(body(3).path("propertiesWithHistory").valueStream().map(JsonNode::asString))
                .as("what a merge brought along is told apart by its time")
                .containsExactlyInAnyOrder("phone", "hs_merged_object_ids");
    }

    @Test
    void what_cannot_be_an_id_is_not_found_without_asking() {
        assertThat(client.read(byId("n/a", "", "12a"), Lane.PUSH)).isEmpty();
        assertThat(client.readOne(CONTACTS, new HubSpotId("../x"), List.of(), Lane.PUSH))
                .isEmpty();
        assertThat(hubSpot.calls()).isEmpty();
    }

    @Test
    void a_record_that_absorbed_the_one_asked_for_answers_for_it_under_its_own_id() {
        hubSpot.answer(200, results(record("9", "{\"hs_merged_object_ids\":\"1;2\"}")));

        var read = client.read(byId("1"), Lane.PUSH);

        assertThat(read.get("1")).extracting(HubSpotRecord::id).isEqualTo(new HubSpotId("9"));
    }

    @Test
    void addresses_are_joined_in_any_spelling_and_by_second_addresses_too() {
        hubSpot.answer(
                200,
                results(
                        record("1", "{\"email\":\"ada@example.com\"}"),
                        record(
                                "2",
                                "{\"email\":\"bob@example.com\",\"hs_additional_emails\":\"b@old.example;bo@x.example\"}")));

        var read = client.read(
                ReadRequest.byUniqueProperty(
                        CONTACTS,
                        "email",
                        List.of("Ada@Example.com", "b@old.example", "eve@example.com"),
                        List.of("phone")),
                Lane.PUSH);

        assertThat(read).containsOnlyKeys("Ada@Example.com", "b@old.example");
        assertThat(read.get("b@old.example")).extracting(HubSpotRecord::id).isEqualTo(new HubSpotId("2"));
        assertThat(body(0).path("idProperty").asString()).isEqualTo("email");
        assertThat(texts(body(0).path("properties"))).contains("email", "hs_additional_emails", "phone");
    }

    @Test
    void a_key_that_hubspot_refuses_counts_as_not_found_and_spares_the_others() {
        hubSpot.otherwise(call -> {
            var keys = ids(ScriptedHubSpot.body(call).path("inputs"));
            return keys.contains("nonsense")
                    ? ScriptedHubSpot.json(
                            400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"Email address is invalid\"}")
                    : ScriptedHubSpot.json(
                            200,
                            results(keys.stream()
                                    .map(key -> record("1" + keys.indexOf(key), "{\"email\":\"" + key + "\"}"))
                                    .toList()));
        });
        var keys = new ArrayList<>(List.of("a@x.example", "b@x.example", "c@x.example", "d@x.example"));
        keys.add(2, "nonsense");

        var read = client.read(ReadRequest.byUniqueProperty(CONTACTS, "email", keys, List.of()), Lane.PUSH);

        keys.remove("nonsense");
        assertThat(read).containsOnlyKeys(keys);
    }

    @Test
    void a_read_that_is_refused_whatever_the_key_fails_soon() {
        hubSpot.otherwise(call -> ScriptedHubSpot.json(
                400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"key is not a unique property\"}"));
        var keys = IntStream.range(0, 100).mapToObj(i -> "k" + i).toList();
        var request = ReadRequest.byUniqueProperty(CONTACTS, "key", keys, List.of());

        assertThatThrownBy(() -> client.read(request, Lane.PUSH))
                .isInstanceOf(HubSpotException.Rejected.class)
                .hasMessage("key is not a unique property");
        assertThat(hubSpot.calls()).hasSizeLessThan(15);
    }

    @Test
    void an_error_of_another_kind_inside_a_207_is_not_taken_for_absence() {
        hubSpot.answer(207, partly(List.of(), "{\"category\":\"INTERNAL_ERROR\",\"message\":\"try later\"}"));

        assertThatThrownBy(() -> client.read(byId("1"), Lane.PUSH)).isInstanceOf(HubSpotException.Transient.class);
    }

    @Test
    void history_comes_newest_first_and_tells_our_own_entries() {
        hubSpot.answer(200, results("""
                {"id":"1","properties":{"phone":"3"},"createdAt":"2026-11-01T08:00:00Z",
                 "updatedAt":"2026-11-20T08:00:00Z","propertiesWithHistory":{"phone":[
                 {"value":"1","timestamp":"2026-11-18T08:00:00Z","sourceType":"INTEGRATION","sourceId":"999"},
                 {"value":"","timestamp":"2026-11-20T08:00:01Z","sourceType":"CRM_UI","sourceId":"userId:7"},
                 {"value":"2","timestamp":"2026-11-19T08:00:00Z","sourceType":"INTEGRATION","sourceId":"5150"}]}}"""));

        var record = client.read(byId("1").withHistoryOf(List.of("phone")), Lane.PUSH)
                .get("1");

        assertThat(record).isNotNull().satisfies(read -> {
            assertThat(read.historyOf("phone"))
                    .containsExactly(
                            new PropertyChange("", Instant.parse("2026-11-20T08:00:01Z"), false, "CRM_UI userId:7"),
                            new PropertyChange(
                                    "2", Instant.parse("2026-11-19T08:00:00Z"), Author.US, "INTEGRATION 5150", true),
                            new PropertyChange(
                                    "1",
                                    Instant.parse("2026-11-18T08:00:00Z"),
                                    Author.ANOTHER,
                                    "INTEGRATION 999",
                                    true));
            // Never before a change that the answer contains.
            assertThat(read.updatedAt()).isEqualTo(Instant.parse("2026-11-20T08:00:01Z"));
        });
    }

    @Test
    void as_long_as_our_app_is_unknown_no_entry_counts_as_ours() {
        hubSpot.answer(200, results("""
                {"id":"1","properties":{},"updatedAt":"2026-11-20T08:00:00Z","propertiesWithHistory":{"phone":[
                 {"value":"1","timestamp":"2026-11-18T08:00:00Z","sourceType":"INTEGRATION","sourceId":"5150"}]}}"""));

        var read = hubSpot.client(new FakeTime()).read(byId("1").withHistoryOf(List.of("phone")), Lane.PUSH);

        assertThat(read.get("1"))
                .isNotNull()
                .satisfies(record -> assertThat(record.historyOf("phone"))
                        .extracting(PropertyChange::ours)
                        .containsExactly(false));
    }

    @Test
    void a_single_read_follows_a_merge_to_the_survivor() {
        hubSpot.answer(200, record("9", "{\"email\":\"ada@example.com\"}"));

        var read = client.readOne(CONTACTS, new HubSpotId("1"), List.of("email"), Lane.PUSH);

        assertThat(hubSpot.call(0).uri().getPath()).isEqualTo("/crm/objects/2026-09/contacts/1");
        assertThat(read).map(HubSpotRecord::id).contains(new HubSpotId("9"));
    }

    @Test
    void a_single_read_of_what_is_not_there_is_empty_but_a_wrong_path_is_an_error() {
        hubSpot.answer(
                404, "{\"status\":\"error\",\"message\":\"Object not found.\",\"category\":\"OBJECT_NOT_FOUND\"}");
        hubSpot.answer(404, "<html>no such page</html>");

        assertThat(client.readOne(CONTACTS, new HubSpotId("1"), List.of(), Lane.PUSH))
                .isEmpty();
        assertThatThrownBy(() -> client.readOne(CONTACTS, new HubSpotId("1"), List.of(), Lane.PUSH))
                .isInstanceOf(HubSpotException.Rejected.class);
    }

    @Test
    void an_answer_that_makes_no_sense_may_make_sense_later() {
        hubSpot.answer(200, "<html>");
        hubSpot.answer(200, "{\"results\":[{\"id\":\"1\"}]}");
        hubSpot.answer(200, "{\"results\":[" + record("1", "{}"));

        for (var attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> client.list(CONTACTS, List.of(), "", false, Lane.POLL))
                    .isInstanceOf(HubSpotException.Transient.class)
                    .hasMessageContaining("GET contacts");
        }
    }

    private static ReadRequest byId(String... ids) {
        return new ReadRequest(CONTACTS, null, List.of(ids), List.of("phone"), List.of(), false);
    }

    private JsonNode body(int call) {
        return ScriptedHubSpot.body(hubSpot.call(call));
    }

    private static List<String> ids(JsonNode inputs) {
        return StreamSupport.stream(inputs.spliterator(), false)
                .map(input -> input.path("id").asString())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
