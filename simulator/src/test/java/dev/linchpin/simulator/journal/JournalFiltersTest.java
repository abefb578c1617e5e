package dev.linchpin.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.facts.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalFiltersTest extends JournalAccount {

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
}
