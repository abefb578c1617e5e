package dev.linchpin.simulator;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    private final TestAccount account = new TestAccount();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email               | '  Ada@Example.COM '        | ada@example.com",
                "loyalty_points      | 007.500                     | 7.5",
                "loyalty_points      | 1e3                         | 1000",
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
    void company_domains_are_stripped_to_the_domain(String sent, String kept) {
        Answer answer = account.post(COMPANIES, "{\"properties\":{\"domain\":\"" + sent + "\"}}");
        assertThat(answer.text("/properties/domain")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "email, not an address, INVALID_EMAIL",
        "loyalty_points, many, INVALID_NUMBER",
        "newsletter, maybe, INVALID_OPTION",
        "contract_end, 2026-02-30, INVALID_DATE",
        "contract_end, 1767225600001, INVALID_DATE",
        "last_visit_at, yesterday, INVALID_DATE",
        "lifecyclestage, Customer, INVALID_OPTION",
        "interests, music;chess, INVALID_OPTION",
        "createdate, 2026-01-01, READ_ONLY_VALUE",
        "hs_email_domain, x.example, READ_ONLY_VALUE",
        "no_such_property, 1, PROPERTY_DOESNT_EXIST",
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
    void the_message_lists_every_bad_property_as_json_and_nothing_is_stored() {
        String id = account.contact("\"phone\":\"1\"");
        Answer answer = account.patch(
                CONTACTS + "/" + id,
                "{\"properties\":{\"phone\":\"2\",\"newsletter\":\"maybe\",\"loyalty_points\":\"x\"}}");
        assertThat(answer.text("/message"))
                .startsWith("Property values were not valid: [{\"isValid\":false,\"message\":\"maybe was not one of the"
                        + " allowed options: [true, false]\",\"error\":\"INVALID_OPTION\",\"name\":\"newsletter\"")
                .contains("\"name\":\"loyalty_points\"");
        assertThat(account.value(id, "phone")).isEqualTo("1");
    }

    @Test
    void a_leading_semicolon_appends_to_a_multi_checkbox() {
        String id = account.contact("\"interests\":\"music;travel\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"interests\":\";sports;music\"}}");
        assertThat(account.value(id, "interests")).isEqualTo("music;travel;sports");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"interests\":\"reading\"}}");
        assertThat(account.value(id, "interests")).isEqualTo("reading");
    }

    @Test
    void options_can_be_kept_in_the_order_of_the_definition() {
        account.set("{\"behaviour\":{\"multiSelectInOptionOrder\":true}}");
        assertThat(account.value(account.contact("\"interests\":\"travel;sports\""), "interests"))
                .isEqualTo("sports;travel");
    }

    @Test
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
    void bad_json_is_a_validation_error_that_says_where() {
        Answer answer = account.post(CONTACTS, "{\"properties\":{\"email\":}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).startsWith("Invalid input JSON on line 1, column");
        assertThat(account.post(CONTACTS, "[]").status()).isEqualTo(400);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"email\":{}}}").status())
                .isEqualTo(400);
    }
}
