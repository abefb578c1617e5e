package dev.linchpin.simulator.properties;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationRulesTest {

    private static final String RULES = "/crm/property-validations/2026-09/0-1";

    private final TestAccount account = new TestAccount();

    @BeforeEach
    void start() {
        // Sunday noon, 2026-11-22T12:00:00Z.
        account.advance(Duration.ofHours(51));
    }

    @Test
    @Fact({"properties/rule-put", "properties/rule-read"})
    void rules_are_put_one_kind_at_a_time_and_read_by_type_property_and_kind() {
        assertThat(put("zip", "ALPHANUMERIC", "\"NUMERIC_ONLY\"").status()).isEqualTo(204);
        assertThat(put("zip", "MAX_LENGTH", "\"5\"").status()).isEqualTo(204);
        assertThat(put("zip", "MAX_LENGTH", "\"6\"").status()).isEqualTo(204);
        Answer all = account.get(RULES);
        assertThat(all.text("/results/0/propertyName")).isEqualTo("zip");
        assertThat(all.json().at("/results/0/propertyValidationRules").size()).isEqualTo(2);
        Answer ofZip = account.get(RULES + "/zip");
        assertThat(ofZip.text("/results/0/ruleType")).isEqualTo("ALPHANUMERIC");
        assertThat(ofZip.text("/results/0/ruleArguments/0")).isEqualTo("NUMERIC_ONLY");
        Answer one = account.get(RULES + "/zip/rule-type/MAX_LENGTH");
        assertThat(one.text("/ruleArguments/0")).isEqualTo("6");
        assertThat(one.json().path("shouldApplyNormalization").booleanValue()).isFalse();
        assertThat(account.get("/crm/v3/property-validations/0-1/zip").json()).isEqualTo(ofZip.json());
    }

    @Test
    @Fact("properties/rule-errors")
    void rules_that_make_no_sense_are_refused() {
        assertThat(put("zip", "SHAPE", "\"1\"").status()).isEqualTo(400);
        assertThat(put("nowhere", "MAX_LENGTH", "\"1\"").status()).isEqualTo(404);
        assertThat(put("zip", "MAX_LENGTH", "\"many\"").status()).isEqualTo(400);
        assertThat(put("zip", "REGEX", "\"(\"").status()).isEqualTo(400);
        assertThat(put("zip", "MAX_NUMBER", "\"5\"").status()).as("of a text").isEqualTo(400);
        assertThat(put("hs_lead_status", "MAX_LENGTH", "\"5\"").status()).isEqualTo(400);
        assertThat(account.call("PUT", RULES + "/zip/rule-type/REGEX", "{}").status())
                .isEqualTo(400);
        assertThat(account.get(RULES + "/zip/rule-type/REGEX").status()).isEqualTo(404);
        assertThat(account.get(RULES).json().path("results").size()).isZero();
    }

    @Test
    @Fact("properties/rules-enforced-from-2026-09-on")
    void rules_bind_writes_from_2026_09_on_unless_write_validation_is_off() {
        put("zip", "ALPHANUMERIC", "\"NUMERIC_ONLY\"");
        String id = account.contact("\"zip\":\"10115\"");
        String bad = "{\"properties\":{\"zip\":\"SW1A\"}}";
        Answer refused = account.patch(CONTACTS + "/" + id, bad);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).startsWith("Property values were not valid: ");
        assertThat(refused.text("/errors/0/context/propertyName/0")).isEqualTo("zip");
        assertThat(account.post(CONTACTS, bad).status()).isEqualTo(400);
        assertThat(account.post(
                                CONTACTS + "/batch/update",
                                "{\"inputs\":[{\"id\":\"" + id + "\",\"properties\":{\"zip\":\"SW1A\"}}]}")
                        .status())
                .isEqualTo(207);
        assertThat(account.patch("/crm/objects/2026-03/contacts/" + id, bad).status())
                .isEqualTo(200);
        assertThat(account.patch("/crm/v3/objects/contacts/" + id, bad).status())
                .isEqualTo(200);
        assertThat(account.patch(CONTACTS + "/" + id, "{\"properties\":{\"zip\":\"\"}}")
                        .status())
                .as("clearing")
                .isEqualTo(200);
        account.set("{\"behaviour\":{\"writeValidation\":false}}");
        assertThat(account.patch(CONTACTS + "/" + id, bad).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zip | REGEX | [A-Z]{2}\\\\d+ | AB12 | 12AB",
                "zip | MIN_LENGTH | 3 | abc | ab",
                "zip | MAX_LENGTH | 3 | abc | abcd",
                "loyalty_points | MIN_NUMBER | 5 | 5 | 4.9",
                "loyalty_points | MAX_NUMBER | 5 | 5 | 5.1",
                "loyalty_points | DECIMAL | 1 | 5.1 | 5.11",
                "zip | ALPHANUMERIC | ALPHANUMERIC | aB1 | a-1",
                "zip | WHITESPACE |  | ab | a b",
                "zip | SPECIAL_CHARACTERS |  | a b | a!b",
                "city | EMAIL |  | a@b.example | nobody",
                "city | EMAIL_ALLOWED_DOMAINS | b.example | a@B.example | a@c.example",
                "city | EMAIL_BLOCKED_DOMAINS | b.example | a@c.example | a@b.example",
                "city | DOMAIN |  | b.example | b",
                "city | URL |  | https://b.example/x | b.example",
                "city | URL_ALLOWED_DOMAINS | b.example | https://www.b.example/x | https://c.example",
                "city | URL_BLOCKED_DOMAINS | b.example | https://c.example | http://b.example",
                "phone | PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE |  | +49 30 123456 | 030 123456",
                "contract_end | START_DATE | 2026-01-01 | 2026-01-01 | 2025-12-31",
                "contract_end | END_DATE | 2026-01-01 | 2026-01-01 | 2026-01-02",
                "last_visit_at | START_DATETIME | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z | 2025-12-31T23:59:59Z",
                "last_visit_at | END_DATETIME | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z",
                "last_visit_at | AFTER_DATETIME_DURATION | 3600000 | 2026-11-22T13:00:00Z | 2026-11-22T12:59:59Z",
                "last_visit_at | BEFORE_DATETIME_DURATION | 3600000 | 2026-11-22T13:00:00Z | 2026-11-22T13:00:01Z",
                "contract_end | AFTER_DURATION | 0 | 2026-11-23 | 2026-11-22",
                "contract_end | BEFORE_DURATION | 0 | 2026-11-22 | 2026-11-23",
                "contract_end | DAYS_OF_WEEK | MONDAY | 2026-11-23 | 2026-11-22"
            })
    @Fact("properties/rule-kinds")
    void each_kind_of_rule_lets_pass_what_it_should(
            String property, String kind, String argument, String good, String bad) {
        assertThat(put(property, kind, argument == null ? "" : "\"" + argument + "\"")
                        .status())
                .isEqualTo(204);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"" + property + "\":\"" + good + "\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"" + property + "\":\"" + bad + "\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("properties/rule-normalises")
    void a_rule_may_tidy_values_up() {
        account.call(
                "PUT",
                RULES + "/phone/rule-type/PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE",
                "{\"ruleArguments\":[],\"shouldApplyNormalization\":true}");
        String id = account.contact("\"phone\":\"+49 (30) 123-456\"");
        assertThat(account.value(id, "phone")).isEqualTo("+4930123456");
    }

    private Answer put(String property, String kind, String arguments) {
        return account.call(
                "PUT", RULES + "/" + property + "/rule-type/" + kind, "{\"ruleArguments\":[" + arguments + "]}");
    }
}
