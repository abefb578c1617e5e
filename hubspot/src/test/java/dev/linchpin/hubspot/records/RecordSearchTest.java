package dev.linchpin.hubspot.records;

import static dev.linchpin.hubspot.records.Records.page;
import static dev.linchpin.hubspot.records.Records.record;
import static dev.linchpin.hubspot.records.Records.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordSearchTest {
    private final FakeTime time = new FakeTime();
    private final ScriptedHubSpot hubSpot = new ScriptedHubSpot();
    private final HubSpotClient client = hubSpot.client(time);

    @Test
    void a_poll_asks_for_what_was_modified_since_by_ascending_id() {
        hubSpot.answer(200, page("200", record("7", "{}"), record("9", "{}")));

        var page = client.modifiedSince(ObjectType.CONTACTS, Instant.ofEpochMilli(1_795_200_000_123L), "5", Lane.POLL);

        assertThat(hubSpot.call(0).uri().getPath()).isEqualTo("/crm/objects/2026-09/contacts/search");
        assertThat(body(0)).isEqualTo(JsonMapper.shared().readTree("""
                {"sorts":[{"propertyName":"hs_object_id","direction":"ASCENDING"}],
                 "properties":["hs_object_id","lastmodifieddate"],"limit":200,
                 "filterGroups":[{"filters":[
                  {"propertyName":"lastmodifieddate","operator":"GTE","value":"1795200000123"},
                  {"propertyName":"hs_object_id","operator":"GT","value":"5"}]}]}"""));
        assertThat(page.next()).isEqualTo("9");
        assertThat(page.records())
                .extracting(HubSpotRecord::id)
                .containsExactly(new HubSpotId("7"), new HubSpotId("9"));
    }

    @Test
    void all_types_but_contacts_have_another_last_modified_property() {
        hubSpot.answer(200, results(record("7", "{}")));

        var page = client.modifiedSince(new ObjectType("deals"), Instant.EPOCH, "", Lane.POLL);

        var filters = body(0).path("filterGroups").get(0).path("filters");
        assertThat(filters.size()).isEqualTo(1);
        assertThat(filters.get(0).path("propertyName").asString()).isEqualTo("hs_lastmodifieddate");
        assertThat(page.next()).isNull();
    }

    @Test
    void records_are_counted_by_one_search_that_shows_hardly_any() {
        hubSpot.answer(200, "{\"total\":12403,\"results\":[{\"id\":\"7\",\"properties\":{}}]}");

        assertThat(client.count(ObjectType.CONTACTS, Lane.BACKGROUND)).isEqualTo(12_403);
        assertThat(body(0).path("limit").asInt()).isEqualTo(1);
        assertThat(body(0).has("filterGroups")).isFalse();

        hubSpot.answer(200, "{\"results\":[]}");
        assertThatThrownBy(() -> client.count(ObjectType.CONTACTS, Lane.BACKGROUND))
                .isInstanceOf(HubSpotException.Rejected.class);
    }

    @Test
    void many_values_are_searched_in_queries_that_hubspot_accepts() {
        hubSpot.otherwise(call -> ScriptedHubSpot.json(200, Records.NONE));
        var values = IntStream.range(0, 400)
                .mapToObj(i -> "Person.Number" + i + "@Example.com")
                .toList();

        client.search(ObjectType.CONTACTS, "email", values, List.of("email", "phone"), Lane.PUSH);

        var asked = new HashSet<String>();
        for (var call : hubSpot.calls()) {
            assertThat(Objects.requireNonNull(call.body())).hasSizeLessThanOrEqualTo(3_000);
            filter(ScriptedHubSpot.body(call)).path("values").forEach(value -> asked.add(value.asString()));
        }
        assertThat(asked).hasSize(400).contains("person.number399@example.com");
    }

    @Test
    void results_are_paged_through_and_each_record_is_given_once() {
        hubSpot.answer(200, page("200", record("1", "{}"), record("2", "{}")));
        hubSpot.answer(200, results(record("2", "{}"), record("3", "{}")));

        var found = client.search(ObjectType.COMPANIES, "domain", List.of("a.example"), List.of("domain"), Lane.PUSH);

        assertThat(body(1).path("after").asString()).isEqualTo("200");
        assertThat(found).extracting(record -> record.id().value()).containsExactly("1", "2", "3");
    }

    @Test
    void long_lists_of_properties_are_read_by_id_instead_of_filling_the_query() {
        var properties = IntStream.range(0, 200).mapToObj(i -> "property_" + i).toList();
        hubSpot.answer(200, results(record("1", "{}")));
        hubSpot.answer(200, results(record("1", "{\"property_7\":\"x\"}")));

        var found = client.search(ObjectType.COMPANIES, "domain", List.of("a.example"), properties, Lane.PUSH);

        assertThat(hubSpot.call(1).uri().getPath()).endsWith("/batch/read");
        assertThat(found).extracting(record -> record.property("property_7")).containsExactly("x");
    }

    @Test
    void blanks_and_values_too_long_for_a_query_are_not_searched_for() {
        assertThat(client.search(
                        ObjectType.COMPANIES,
                        "domain",
                        List.of("", "  ", "x".repeat(4_000)),
                        List.of("domain"),
                        Lane.PUSH))
                .isEmpty();
        assertThat(hubSpot.calls()).isEmpty();
    }

    @Test
    void searches_keep_to_their_own_limit_of_a_second() {
        hubSpot.otherwise(call -> ScriptedHubSpot.json(200, Records.NONE));
        for (var search = 0; search < 9; search++) {
            client.search(ObjectType.COMPANIES, "domain", List.of("a.example"), List.of("domain"), Lane.PUSH);
        }

        // Four a second, and none in the first: a predecessor may have made as many a moment ago.
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(client.budget().burst().used()).isZero();
    }

    private JsonNode body(int call) {
        return ScriptedHubSpot.body(hubSpot.call(call));
    }

    private static JsonNode filter(JsonNode body) {
        return Objects.requireNonNull(
                body.path("filterGroups").path(0).path("filters").get(0));
    }
}
