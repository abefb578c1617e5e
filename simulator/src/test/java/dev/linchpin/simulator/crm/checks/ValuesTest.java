package dev.linchpin.simulator.crm.checks;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private final TestAccount account = new TestAccount();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email               | '  Ada@Example.COM '        | ada@example.com",
                "loyalty_points      | 007.500                     | 7.5",
                "loyalty_points      | -0                          | 0",
                "newsletter          | TRUE                        | true",
                "contract_end        | 2026-02-28                  | 2026-02-28",
                "contract_end        | 1767225600000               | 2026-01-01",
                "last_visit_at       | 1767225600123               | 2026-01-01T00:00:00.123Z",
                "last_visit_at       | 2026-01-01T02:00:00+02:00   | 2026-01-01T00:00:00.000Z",
                "last_visit_at       | 2026-01-01                  | 2026-01-01T00:00:00.000Z",
                "interests           | music;sports;music          | music;sports",
                "hs_additional_emails| Old@Example.com             | old@example.com",
            })
    @Fact({
        "values/number-canonical",
        "values/bool",
        "values/date-as-day",
        "values/date-as-midnight",
        "values/datetime-as-iso-8601",
        "values/datetime-as-milliseconds",
        "values/datetime-offset",
        "values/datetime-of-a-day",
        "values/options-once",
        "identity/email-stored-lower-case"
    })
    void values_are_kept_in_hubspots_form(String property, String sent, String kept) {
        String id = account.contact("\"" + property + "\":\"" + sent + "\"");
        assertThat(account.value(id, property)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.Acme.example/about?x=1, acme.example",
        "WWW.acme.example, acme.example",
        "http://acme.example:8080/, acme.example",
        "info@acme.example, acme.example",
        "shop.acme.example, shop.acme.example",
    })
    @Fact("values/domain-stripped")
    void company_domains_are_stripped_to_the_domain(String sent, String kept) {
        Answer answer = account.post(COMPANIES, "{\"properties\":{\"domain\":\"" + sent + "\"}}");
        assertThat(answer.text("/properties/domain")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "email, not an address, INVALID_EMAIL",
        "loyalty_points, many, INVALID_INTEGER",
        "loyalty_points, 1.42e-14, INVALID_INTEGER",
        "newsletter, maybe, INVALID_OPTION",
        "contract_end, 2026-02-30, INVALID_DATE",
        "contract_end, 1767225600001, INVALID_DATE",
        "last_visit_at, yesterday, INVALID_LONG",
        "lifecyclestage, Customer, INVALID_OPTION",
        "interests, music;chess, INVALID_OPTION",
        "createdate, 2026-01-01, READ_ONLY_VALUE",
        "hs_email_domain, x.example, READ_ONLY_VALUE",
        "no_such_property, 1, PROPERTY_DOESNT_EXIST",
    })
    @Fact({
        "errors/unknown-property",
        "errors/read-only",
        "errors/invalid-option",
        "errors/invalid-number",
        "errors/invalid-date",
        "errors/invalid-datetime",
        "errors/invalid-email",
        "errors/property-values-in-errors",
        "values/date-not-midnight",
        "values/number-without-exponent",
        "values/option-by-value"
    })
    void bad_values_are_refused_with_hubspots_code(String property, String value, String code) {
        Answer answer = account.post(CONTACTS, "{\"properties\":{\"" + property + "\":\"" + value + "\"}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/category")).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.text("/errors/0/code")).isEqualTo(code);
        assertThat(answer.text("/errors/0/context/propertyName/0")).isEqualTo(property);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact({"errors/property-values", "errors/every-bad-value", "objects/one-bad-property-fails-the-write"})
    void the_message_lists_every_bad_property_as_json_and_nothing_is_stored() {
        String id = account.contact("\"phone\":\"1\"");
        Answer answer = account.patch(
                CONTACTS + "/" + id,
                "{\"properties\":{\"phone\":\"2\",\"newsletter\":\"maybe\",\"loyalty_points\":\"x\"}}");
        assertThat(answer.text("/message"))
                .startsWith("Property values were not valid: [{\"isValid\":false,\"message\":\"maybe was not one of the"
                        + " allowed options: [true, false]\",\"error\":\"INVALID_OPTION\",\"name\":\"newsletter\"")
                .contains("\"name\":\"loyalty_points\"")
                .contains("\"propertyValue\":\"maybe\",\"portalId\":4242");
        assertThat(account.value(id, "phone")).isEqualTo("1");
    }

    @Test
    @Fact({"values/options-appended", "values/several-options"})
    void a_leading_semicolon_appends_to_a_multi_checkbox() {
        String id = account.contact("\"interests\":\"music;travel\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"interests\":\";sports;music\"}}");
        assertThat(account.value(id, "interests")).isEqualTo("music;travel;sports");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"interests\":\"reading\"}}");
        assertThat(account.value(id, "interests")).isEqualTo("reading");
    }

    @Test
    @Fact("values/options-in-order-written")
    void options_can_be_kept_in_the_order_of_the_definition() {
        account.set("{\"behaviour\":{\"multiSelectInOptionOrder\":true}}");
        assertThat(account.value(account.contact("\"interests\":\"travel;sports\""), "interests"))
                .isEqualTo("sports;travel");
    }

    @Test
    @Fact({"identity/email-stored-lower-case", "identity/email-ignores-case"})
    void normalisation_can_be_switched_off_but_validation_stays() {
        account.set("{\"behaviour\":{\"normalise\":false}}");
        assertThat(account.value(account.contact("\"email\":\"Ada@Example.com\""), "email"))
                .isEqualTo("Ada@Example.com");
        assertThat(account.post(CONTACTS, "{\"properties\":{\"email\":\"ada@example.com\"}}")
                        .status())
                .isEqualTo(409);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"email\":\"nobody\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"errors/bad-json", "errors/value-that-is-no-scalar"})
    void bad_json_is_a_validation_error_that_says_where() {
        Answer answer = account.post(CONTACTS, "{\"properties\":{\"email\":}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).startsWith("Invalid input JSON on line 1, column");
        assertThat(account.post(CONTACTS, "[]").status()).isEqualTo(400);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"email\":{}}}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  padded  ", "Stra\u00dfe 7", "\u96ea\u2603\ud83d\ude00", "a\\nb\\tc", "<b>1 < 2</b>"})
    @Fact("values/string-as-stored")
    void text_is_answered_as_it_was_written(String text) {
        String id = account.contact("\"internal_notes\":\"" + text + "\"");
        assertThat(account.value(id, "internal_notes"))
                .isEqualTo(text.replace("\\n", "\n").replace("\\t", "\t"));
    }

    @Test
    @Fact("values/string-of-65536")
    void text_has_at_most_65536_characters() {
        assertThat(account.post(CONTACTS, "{\"properties\":{\"internal_notes\":\"" + "x".repeat(65_536) + "\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"internal_notes\":\"" + "x".repeat(65_537) + "\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"values/phone-as-stored", "values/phone-normalised-copy"})
    void a_phone_number_stays_as_it_was_written_beside_a_normalised_copy() {
        String id = account.contact("\"phone\":\"+49 (30) 111-22\"");
        assertThat(account.value(id, "phone")).isEqualTo("+49 (30) 111-22");
        assertThat(account.value(id, "hs_calculated_phone_number")).isEqualTo("+493011122");
    }
}
