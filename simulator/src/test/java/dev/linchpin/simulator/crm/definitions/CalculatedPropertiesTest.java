package dev.linchpin.simulator.crm.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculatedPropertiesTest {

    private static final String PROPERTIES = "/crm/properties/2026-09/deals";
    private static final String DEALS = "/crm/objects/2026-09/deals";

    private final TestAccount account = new TestAccount();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | amount * 2 + 1 | 201",
                "number | -amount / 8 | -12.5",
                "number | max(amount, 500, 20) - min(3, 4) | 497",
                "number | round_nearest(amount / 3, 2) | 33.33",
                "number | amount / 0 | ''",
                "number | amount + num_associated_contacts | ''",
                "string | concatenate(dealname, ': ', number_to_string(amount)) | d: 100",
                "string | if amount > 50 and not is_present(description) then 'big' else 'small' endif | big",
                "string | if amount < 50 then 'a' elseif amount <= 100 then 'b' else 'c' endif | b",
                "string | if dealtype equals 'newbusiness' then 'n' endif | n",
                "bool | amount >= 100 or false | true",
                "bool | contains(dealname, \"x\") | false",
                "string | upper_case(dealname) | D"
            })
    @Fact({"properties/calculation", "properties/calculation-of-nothing"})
    void a_formula_computes_from_other_properties(String type, String formula, String value) {
        assertThat(create("c", type, formula).status()).isEqualTo(201);
        String id = deal();
        assertThat(value(id, "c")).isEqualTo(value);
    }

    @Test
    @Fact("properties/calculation-follows-inputs")
    void a_calculated_value_follows_its_inputs_and_those_of_other_calculations() {
        create("twice", "number", "amount * 2");
        create("four_times", "number", "twice * 2");
        String id = deal();
        Answer written = account.patch(DEALS + "/" + id, "{\"properties\":{\"amount\":\"7\"}}");
        assertThat(written.text("/properties/twice")).isEqualTo("14");
        assertThat(value(id, "four_times")).isEqualTo("28");
        account.advance(Duration.ofMinutes(1));
        assertThat(account.post(
                                DEALS + "/search",
                                "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"four_times\",\"operator\":\"GT\",\"value\":\"27\"}]}]}")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @Fact("properties/calculation-is-read-only")
    void a_calculated_property_is_read_only_and_of_its_own_field_type() {
        Answer created = account.post(
                PROPERTIES, definition("c", "number", "amount * 2").replace("calculation_equation", "number"));
        assertThat(created.text("/fieldType")).isEqualTo("calculation_equation");
        assertThat(created.text("/calculationFormula")).isEqualTo("amount * 2");
        assertThat(created.json().path("calculated").booleanValue()).isTrue();
        assertThat(created.json().at("/modificationMetadata/readOnlyValue").booleanValue())
                .isTrue();
        Answer refused = account.patch(DEALS + "/" + deal(), "{\"properties\":{\"c\":\"1\"}}");
        assertThat(refused.text("/errors/0/code")).isEqualTo("READ_ONLY_VALUE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount *",
                "(amount",
                "if amount > 1 then 2",
                "if(amount, 1, 2)",
                "[amount]",
                "nonsense(amount)",
                "amount amount",
                "'open",
                "then"
            })
    @Fact("properties/calculation-syntax")
    void formulas_that_make_no_sense_are_refused(String formula) {
        assertThat(create("c", "number", formula).status()).isEqualTo(400);
    }

    @Test
    @Fact("properties/calculation-needs-inputs")
    void a_formula_names_properties_that_exist_and_not_itself() {
        Answer unknown = create("c", "number", "nowhere + 1");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(create("c", "number", "c + 1").status()).isEqualTo(400);
        create("a", "number", "amount + 1");
        create("b", "number", "a + 1");
        assertThat(account.patch(PROPERTIES + "/a", "{\"calculationFormula\":\"b + 1\"}")
                        .status())
                .isEqualTo(400);
        assertThat(create("d", "number", "").status()).isEqualTo(400);
    }

    @Test
    @Fact("properties/calculation-in-use")
    void a_property_that_a_formula_uses_cannot_be_archived() {
        account.post(
                PROPERTIES,
                "{\"name\":\"p\",\"label\":\"P\",\"type\":\"number\",\"fieldType\":\"number\",\"groupName\":\"dealinformation\"}");
        create("c", "number", "p * 2");
        Answer refused = account.delete(PROPERTIES + "/p");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/subCategory")).isEqualTo("PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE");
        assertThat(refused.text("/message"))
                .isEqualTo("Property: p of object type 0-3 is currently used in 1 places and cannot be deleted");
        assertThat(refused.text("/errors/0/context/parentName/0")).isEqualTo("c");
        account.delete(PROPERTIES + "/c");
        assertThat(account.delete(PROPERTIES + "/p").status()).isEqualTo(204);
    }

    @Test
    @Fact("properties/calculation-can-change")
    void a_changed_formula_counts_at_once() {
        create("c", "number", "amount * 2");
        String id = deal();
        assertThat(account.patch(PROPERTIES + "/c", "{\"calculationFormula\":\"amount * 3\"}")
                        .status())
                .isEqualTo(200);
        assertThat(value(id, "c")).isEqualTo("300");
    }

    @Test
    @Fact("properties/line-item-amount")
    void a_line_items_amount_is_price_by_quantity_less_the_discount() {
        String items = "/crm/objects/2026-09/line_items";
        Answer plain = account.post(items, "{\"properties\":{\"price\":\"9.50\",\"quantity\":\"2\"}}");
        assertThat(plain.text("/properties/amount")).isEqualTo("19");
        Answer reduced =
                account.post(items, "{\"properties\":{\"price\":\"9.50\",\"quantity\":\"2\",\"discount\":\"1.5\"}}");
        assertThat(reduced.text("/properties/amount")).isEqualTo("16");
    }

    private String deal() {
        return account.post(
                        DEALS,
                        "{\"properties\":{\"dealname\":\"d\",\"dealstage\":\"closedwon\",\"pipeline\":\"default\","
                                + "\"amount\":\"100\",\"dealtype\":\"newbusiness\"}}")
                .text("/id");
    }

    private String value(String id, String property) {
        return account.get(DEALS + "/" + id + "?properties=" + property).text("/properties/" + property);
    }

    private Answer create(String name, String type, String formula) {
        return account.post(PROPERTIES, definition(name, type, formula));
    }

    private static String definition(String name, String type, String formula) {
        String sent = formula.isEmpty() ? "" : ",\"calculationFormula\":\"" + formula.replace("\"", "\\\"") + "\"";
        return "{\"name\":\"%s\",\"label\":\"L\",\"type\":\"%s\",\"fieldType\":\"calculation_equation\",\"groupName\":\"dealinformation\"%s}"
                .formatted(name, type, sent);
    }
}
