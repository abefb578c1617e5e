package dev.linchpin.simulator.search;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact("search/lags-behind")
    void search_notices_a_new_record_only_after_the_lag() {
        String id = account.contact("\"city\":\"Berlin\"");
        account.advance(Duration.ofMillis(4_999));
        assertThat(account.searchEq("city", "Berlin").ids()).isEmpty();
        account.advance(Duration.ofMillis(1));
        assertThat(account.searchEq("city", "Berlin").ids()).containsExactly(id);
    }

    @Test
    @Fact("search/answers-live-values")
    void within_the_lag_search_matches_old_values_and_answers_new_ones() {
        String id = settled("\"city\":\"Berlin\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"city\":\"Paris\"}}");
        Answer answer = account.search("""
                {"properties":["city"],"filterGroups":[{"filters":[{"propertyName":"city","operator":"EQ","value":"Berlin"}]}]}""");
        assertThat(answer.ids()).containsExactly(id);
        assertThat(answer.text("/results/0/properties/city")).isEqualTo("Paris");
        assertThat(account.searchEq("city", "Paris").ids()).isEmpty();
        account.set("{\"behaviour\":{\"searchAnswersLiveValues\":false}}");
        assertThat(account.search("{\"properties\":[\"city\"]}").text("/results/0/properties/city"))
                .isEqualTo("Berlin");
    }

    @Test
    void a_changed_address_is_found_under_the_old_one_until_search_has_noticed() {
        String id = settled("\"email\":\"old@example.com\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"email\":\"new@example.com\"}}");
        assertThat(account.searchEq("email", "old@example.com").ids()).containsExactly(id);
        assertThat(account.searchEq("email", "new@example.com").ids()).isEmpty();
        account.advance(Duration.ofSeconds(5));
        assertThat(account.searchEq("email", "old@example.com").ids()).isEmpty();
        assertThat(account.searchEq("email", "new@example.com").ids()).containsExactly(id);
    }

    @Test
    void archived_records_are_never_found() {
        String id = settled("\"city\":\"Berlin\"");
        account.delete(CONTACTS + "/" + id);
        assertThat(account.searchEq("city", "Berlin").ids()).isEmpty();
        account.advance(Duration.ofSeconds(5));
        assertThat(account.searchEq("city", "Berlin").json().path("total").asInt())
                .isZero();
    }

    @Test
    void with_jitter_a_later_state_is_never_replaced_by_an_earlier_one() {
        account.set("{\"searchLagJitter\":\"10s\"}");
        String id = account.contact("\"city\":\"v0\"");
        for (int i = 1; i <= 30; i++) {
            account.patch(CONTACTS + "/" + id, "{\"properties\":{\"city\":\"v" + i + "\"}}");
        }
        account.advance(Duration.ofSeconds(15));
        assertThat(account.searchEq("city", "v30").ids()).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'propertyName':'loyalty_points','operator':'EQ','value':'10.0'}            | a",
                "{'propertyName':'loyalty_points','operator':'GT','value':'9'}               | a,b",
                "{'propertyName':'loyalty_points','operator':'LTE','value':'10'}             | a",
                "{'propertyName':'loyalty_points','operator':'BETWEEN','value':'10','highValue':'100'} | a,b",
                "{'propertyName':'city','operator':'EQ','value':'BERLIN'}                    | a",
                "{'propertyName':'city','operator':'NEQ','value':'berlin'}                   | b,c",
                "{'propertyName':'city','operator':'IN','values':['berlin','paris']}         | a,b",
                "{'propertyName':'city','operator':'NOT_IN','values':['berlin']}             | b,c",
                "{'propertyName':'city','operator':'HAS_PROPERTY'}                           | a,b",
                "{'propertyName':'city','operator':'NOT_HAS_PROPERTY'}                       | c",
                "{'propertyName':'email','operator':'CONTAINS_TOKEN','value':'*@x.example'}  | a,b",
                "{'propertyName':'jobtitle','operator':'CONTAINS_TOKEN','value':'sales'}     | a",
                "{'propertyName':'interests','operator':'IN','values':['music']}             | a,b",
                "{'propertyName':'contract_end','operator':'LT','value':'1767225600000'}     | a",
                "{'propertyName':'contract_end','operator':'GTE','value':'2026-01-01'}       | b",
                "{'propertyName':'firstname','operator':'GT','value':'a'}                    | b,c",
            })
    void operators_compare_as_documented(String filter, String expected) {
        settled("""
                "firstname":"a","loyalty_points":"10","city":"Berlin","email":"a@x.example","jobtitle":"Head of Sales",\
                "interests":"music;travel","contract_end":"2025-12-31\"""");
        settled("""
                "firstname":"b","loyalty_points":"100","city":"Paris","email":"b@x.example","interests":"music",\
                "contract_end":"2026-01-01\"""");
        settled("\"firstname\":\"c\",\"email\":\"c@y.example\"");
        Answer answer = account.search("{\"properties\":[\"firstname\"],\"filterGroups\":[{\"filters\":["
                + filter.replace('\'', '"') + "]}]}");
        assertThat(answer.json()
                        .path("results")
                        .valueStream()
                        .map(result -> result.at("/properties/firstname").asString()))
                .containsExactlyInAnyOrder(expected.split(",", -1));
    }

    @Test
    @Fact("search/groups-are-alternatives")
    void groups_are_alternatives_and_filters_within_one_all_hold() {
        String berlin = settled("\"city\":\"Berlin\",\"country\":\"DE\"");
        settled("\"city\":\"Paris\",\"country\":\"FR\"");
        String rome = settled("\"city\":\"Rome\",\"country\":\"IT\"");
        Answer answer = account.search("""
                {"filterGroups":[
                  {"filters":[{"propertyName":"city","operator":"EQ","value":"Berlin"},{"propertyName":"country","operator":"EQ","value":"DE"}]},
                  {"filters":[{"propertyName":"city","operator":"EQ","value":"Paris"},{"propertyName":"country","operator":"EQ","value":"DE"}]},
                  {"filters":[{"propertyName":"country","operator":"EQ","value":"IT"}]}]}""");
        assertThat(answer.ids()).containsExactlyInAnyOrder(berlin, rome);
    }

    @Test
    void an_incremental_poll_with_an_id_keyset_sees_each_change_once() {
        for (int i = 0; i < 7; i++) {
            settled("\"firstname\":\"n\"");
        }
        String since =
                Long.toString(account.clock.millis() - Duration.ofSeconds(20).toMillis());
        var seen = new ArrayList<String>();
        String last = "0";
        for (int page = 0; page < 5; page++) {
            List<String> ids = account.search("""
                            {"limit":2,"sorts":[{"propertyName":"hs_object_id","direction":"ASCENDING"}],
                             "filterGroups":[{"filters":[
                              {"propertyName":"lastmodifieddate","operator":"GTE","value":"%s"},
                              {"propertyName":"hs_object_id","operator":"GT","value":"%s"}]}]}""".formatted(since, last)).ids();
            seen.addAll(ids);
            last = ids.isEmpty() ? last : ids.getLast();
        }
        assertThat(seen).containsExactly("30000000004", "30000000005", "30000000006", "30000000007");
    }

    @Test
    @Fact("search/wrong-last-modified-property")
    void the_last_modified_property_of_other_types_finds_nothing_without_an_error() {
        settled("\"firstname\":\"n\"");
        String body =
                "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"%s\",\"operator\":\"GTE\",\"value\":\"0\"}]}]}";
        assertThat(account.search(body.formatted("lastmodifieddate")).ids()).hasSize(1);
        Answer wrong = account.search(body.formatted("hs_lastmodifieddate"));
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.json().path("total").asInt()).isZero();
    }

    @Test
    void free_text_looks_at_names_addresses_and_phones() {
        String id = settled("\"firstname\":\"Ada\",\"lastname\":\"Lovelace\",\"email\":\"ada@x.example\"");
        settled("\"firstname\":\"Ada\",\"lastname\":\"Other\"");
        assertThat(account.search("{\"query\":\"ada love\"}").ids()).containsExactly(id);
    }

    @Test
    void results_come_newest_first_by_default_and_in_order_on_request() {
        String first = settled("\"loyalty_points\":\"2\"");
        String second = settled("\"loyalty_points\":\"10\"");
        assertThat(account.search("{}").ids()).containsExactly(second, first);
        assertThat(account.search("{\"sorts\":[{\"propertyName\":\"loyalty_points\",\"direction\":\"ASCENDING\"}]}")
                        .ids())
                .containsExactly(first, second);
        assertThat(account.search("{\"sorts\":[{\"propertyName\":\"createdate\",\"direction\":\"DESCENDING\"}]}")
                        .ids())
                .containsExactly(second, first);
    }

    @Test
    @Fact({"search/after-is-an-offset", "search/answers-total"})
    void after_is_an_offset_and_total_counts_everything() {
        for (int i = 0; i < 5; i++) {
            settled("\"firstname\":\"n\"");
        }
        Answer page = account.search("{\"limit\":2,\"after\":\"2\"}");
        assertThat(page.ids()).hasSize(2);
        assertThat(page.json().path("total").asInt()).isEqualTo(5);
        assertThat(page.text("/paging/next/after")).isEqualTo("4");
        assertThat(account.search("{\"limit\":2,\"after\":\"4\"}").json().has("paging"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'limit':201}",
                "{'limit':200,'after':'9801'}",
                "{'sorts':[{'propertyName':'city'},{'propertyName':'zip'}]}",
                "{'filterGroups':[{'filters':[{'propertyName':'city','operator':'LIKE','value':'x'}]}]}",
                "{'filterGroups':[{'filters':[{'propertyName':'nonsense','operator':'EQ','value':'x'}]}]}",
                "{'filterGroups':[{'filters':[{'propertyName':'loyalty_points','operator':'GT','value':'x'}]}]}",
                "{'filterGroups':[{'filters':[{'propertyName':'city','operator':'IN','value':'x'}]}]}",
                "{'filterGroups':[{},{},{},{},{},{}]}",
            })
    void searches_beyond_the_rules_are_refused(String body) {
        assertThat(account.search(body.replace('\'', '"')).status()).isEqualTo(400);
    }

    @Test
    void bodies_beyond_3000_characters_and_groups_beyond_six_filters_are_refused() {
        assertThat(account.search("{\"query\":\"" + "x".repeat(3_000) + "\"}").status())
                .isEqualTo(400);
        String filter = "{\"propertyName\":\"city\",\"operator\":\"HAS_PROPERTY\"}";
        String seven = IntStream.range(0, 7).mapToObj(i -> filter).collect(Collectors.joining(","));
        assertThat(account.search("{\"filterGroups\":[{\"filters\":[" + seven + "]}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("search/in-wants-lower-case")
    void a_list_of_text_with_capitals_matches_nothing_unless_case_does_not_matter() {
        String id = settled("\"city\":\"Berlin\",\"lifecyclestage\":\"customer\"");
        String body =
                "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"city\",\"operator\":\"%s\",\"values\":[\"%s\"]}]}]}";
        assertThat(account.search(body.formatted("IN", "Berlin")).ids()).isEmpty();
        assertThat(account.search(body.formatted("IN", "berlin")).ids()).containsExactly(id);
        assertThat(account.search(body.formatted("NOT_IN", "Berlin")).ids()).containsExactly(id);
        assertThat(account.search(body.formatted("NOT_IN", "berlin")).ids()).isEmpty();
        account.set("{\"behaviour\":{\"inWantsLowerCase\":false}}");
        assertThat(account.search(body.formatted("IN", "Berlin")).ids()).containsExactly(id);
    }

    @Test
    @Fact("search/eighteen-filters")
    void eighteen_filters_are_found_with_and_nineteen_are_refused() {
        String filter = "{\"propertyName\":\"city\",\"operator\":\"HAS_PROPERTY\"}";
        assertThat(account.search(groups(filter, 6, 6, 6)).status()).isEqualTo(200);
        assertThat(account.search(groups(filter, 5, 5, 5, 4)).status()).isEqualTo(400);
        assertThat(account.search(groups(filter, 6, 6, 6).replaceFirst("\\{", "{\"filters\":[" + filter + "],"))
                        .status())
                .isEqualTo(400);
    }

    private static String groups(String filter, int... sizes) {
        return IntStream.of(sizes)
                .mapToObj(size -> "{\"filters\":[" + String.join(",", Collections.nCopies(size, filter)) + "]}")
                .collect(Collectors.joining(",", "{\"filterGroups\":[", "]}"));
    }

    @ParameterizedTest
    @Fact("search/contains-token")
    @CsvSource(
            delimiter = '|',
            value = {
                "ada@x.example | true",
                "ada*          | true",
                "*@x.example   | true",
                "ADA*          | true",
                "*da*          | true",
                "ad            | false",
                "*.org         | false"
            })
    void a_token_is_a_word_and_a_star_stands_for_anything(String token, boolean found) {
        settled("\"email\":\"ada@x.example\"");
        String body = "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"email\",\"operator\":\"%s\",\"value\":\""
                + token + "\"}]}]}";
        assertThat(account.search(body.formatted("CONTAINS_TOKEN")).ids()).hasSize(found ? 1 : 0);
        assertThat(account.search(body.formatted("NOT_CONTAINS_TOKEN")).ids()).hasSize(found ? 0 : 1);
    }

    @Test
    @Fact("search/lag-reorders")
    void with_jitter_a_later_record_can_be_found_before_an_earlier_one() {
        account.set("{\"searchLagJitter\":\"10s\"}");
        var ids = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            ids.add(account.contact("\"city\":\"Berlin\""));
        }
        account.advance(Duration.ofSeconds(10));
        List<String> found = account.search(
                        "{\"limit\":100,\"sorts\":[{\"propertyName\":\"hs_object_id\",\"direction\":\"ASCENDING\"}]}")
                .ids();
        assertThat(found).isNotEmpty().hasSizeLessThan(40);
        assertThat(ids.subList(0, found.size())).isNotEqualTo(found);
        account.advance(Duration.ofSeconds(5));
        assertThat(account.search("{\"limit\":100}").ids()).hasSize(40);
    }

    /** A contact that search has noticed; each takes five seconds of the clock. */
    private String settled(String properties) {
        String id = account.contact(properties);
        account.advance(Duration.ofSeconds(5));
        return id;
    }
}
