package dev.linchpin.simulator.objects;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What HubSpot leaves open about records, both ways. */
class RecordSettingsTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact("objects/url")
    void every_answer_names_the_records_page_unless_it_is_not_to() {
        Answer created = account.post(CONTACTS, "{\"properties\":{\"phone\":\"1\"}}");
        String id = created.text("/id");
        String page = "https://app.hubspot.com/contacts/4242/record/0-1/" + id;
        account.advance(Duration.ofSeconds(5));
        String read = "{\"inputs\":[{\"id\":\"" + id + "\"}]}";
        assertThat(created.text("/url")).isEqualTo(page);
        assertThat(account.get(CONTACTS + "/" + id).text("/url")).isEqualTo(page);
        assertThat(account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"2\"}}")
                        .text("/url"))
                .isEqualTo(page);
        for (Answer answer :
                List.of(account.get(CONTACTS), account.search("{}"), account.post(CONTACTS + "/batch/read", read))) {
            assertThat(answer.text("/results/0/url")).isEqualTo(page);
        }
        account.set("{\"records\":{\"urls\":false}}");
        assertThat(account.get(CONTACTS + "/" + id).json().has("url")).isFalse();
    }

    @Test
    @Fact("errors/invalid-date")
    void the_code_of_a_value_that_is_no_day_can_be_set() {
        assertThat(code("contract_end", "soon")).isEqualTo("INVALID_DATE");
        account.set("{\"records\":{\"invalidDateCode\":\"INVALID_LONG\"}}");
        assertThat(code("contract_end", "soon")).isEqualTo("INVALID_LONG");
        assertThat(code("contract_end", "1496643178000")).isEqualTo("INVALID_DATE");
        assertThatThrownBy(() -> account.set("{\"records\":{\"invalidDateCode\":\"BAD\"}}"))
                .hasMessageContaining("records.invalidDateCode");
    }

    @Test
    @Fact("errors/required-code")
    void the_code_of_a_creation_that_leaves_out_what_is_required_can_be_set() {
        String body = "{\"properties\":{\"city\":\"Berlin\"}}";
        assertThat(account.post(TestAccount.COMPANIES, body).text("/errors/0/code"))
                .isEqualTo("REQUIRED_FIELD");
        account.set("{\"records\":{\"requiredCode\":\"MISSING_REQUIRED_PROPERTY\"}}");
        assertThat(account.post(TestAccount.COMPANIES, body).text("/errors/0/code"))
                .isEqualTo("MISSING_REQUIRED_PROPERTY");
    }

    @Test
    @Fact("values/date-not-midnight")
    void a_time_that_is_not_midnight_is_named_as_hubspot_names_it() {
        assertThat(refused("contract_end", "1496643178000").text("/errors/0/message"))
                .isEqualTo("1496643178000 is at 6:12:58.0 UTC, not midnight!");
    }

    @Test
    @Fact("values/datetime-of-a-day")
    void a_day_for_a_datetime_can_be_refused() {
        String id = account.contact("\"last_visit_at\":\"2026-01-01\"");
        assertThat(account.value(id, "last_visit_at")).isEqualTo("2026-01-01T00:00:00.000Z");
        account.set("{\"records\":{\"daysAsDatetimes\":false}}");
        assertThat(refused("last_visit_at", "2026-01-01").text("/errors/0/message"))
                .isEqualTo("2026-01-01 was not a valid long.");
    }

    @Test
    @Fact("values/number-without-exponent")
    void numbers_with_an_exponent_can_be_accepted() {
        assertThat(code("loyalty_points", "1.5e3")).isEqualTo("INVALID_INTEGER");
        account.set("{\"records\":{\"exponents\":true}}");
        assertThat(account.value(account.contact("\"loyalty_points\":\"1.5e3\""), "loyalty_points"))
                .isEqualTo("1500");
    }

    @Test
    @Fact("identity/unique-values-ignore-case")
    void unique_values_can_differ_in_case_alone_if_set_so() {
        account.post("/crm/properties/2026-09/contacts", """
                {"name":"key","label":"Key","type":"string","fieldType":"text",
                 "groupName":"contactinformation","hasUniqueValue":true}""");
        String lower = account.contact("\"key\":\"k-1\",\"email\":\"ada@example.com\"");
        assertThat(code("key", "K-1")).isEqualTo("CONFLICTING_UNIQUE_VALUE");
        account.set("{\"records\":{\"uniqueValuesIgnoreCase\":false}}");
        String upper = account.contact("\"key\":\"K-1\"");
        assertThat(account.get(CONTACTS + "/k-1?idProperty=key").text("/id")).isEqualTo(lower);
        assertThat(account.get(CONTACTS + "/K-1?idProperty=key").text("/id")).isEqualTo(upper);
        assertThat(code("key", "K-1")).isEqualTo("CONFLICTING_UNIQUE_VALUE");
        assertThat(refused("email", "ADA@example.com").status()).isEqualTo(409);
    }

    @Test
    @Fact("identity/email-moves-within-a-batch")
    void an_address_that_an_input_gave_up_can_stay_taken_until_the_batch_is_over() {
        String ada = account.contact("\"email\":\"ada@example.com\"");
        String bob = account.contact("\"email\":\"bob@example.com\"");
        account.set("{\"records\":{\"emailsMoveWithinBatch\":false}}");
        Answer moved = account.post(CONTACTS + "/batch/update", """
                {"inputs":[{"id":"%s","properties":{"email":"new@example.com"}},
                 {"id":"%s","properties":{"email":"ada@example.com"}}]}""".formatted(ada, bob));
        assertThat(moved.status()).isEqualTo(207);
        assertThat(moved.text("/errors/0/message")).isEqualTo("Contact already exists. Existing ID: " + ada);
        assertThat(account.value(bob, "email")).isEqualTo("bob@example.com");
        assertThat(account.patch(CONTACTS + "/" + bob, "{\"properties\":{\"email\":\"ada@example.com\"}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Fact("objects/history-of-clearing")
    void a_history_can_leave_out_that_the_property_was_cleared() {
        String id = account.contact("\"phone\":\"1\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"\"}}");
        String history = CONTACTS + "/" + id + "?propertiesWithHistory=phone";
        assertThat(account.get(history)
                        .json()
                        .at("/propertiesWithHistory/phone")
                        .size())
                .isEqualTo(2);
        account.set("{\"records\":{\"clearingInHistory\":false}}");
        assertThat(account.get(history)
                        .json()
                        .at("/propertiesWithHistory/phone")
                        .size())
                .isEqualTo(1);
        assertThat(account.get(history).text("/propertiesWithHistory/phone/0/value"))
                .isEqualTo("1");
    }

    private String code(String property, String value) {
        return refused(property, value).text("/errors/0/code");
    }

    private Answer refused(String property, String value) {
        Answer answer = account.post(CONTACTS, "{\"properties\":{\"" + property + "\":\"" + value + "\"}}");
        assertThat(answer.status()).isIn(400, 409);
        return answer;
    }
}
