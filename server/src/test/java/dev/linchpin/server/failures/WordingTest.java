package dev.linchpin.server.failures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x was not one of the allowed options: [label: A, B] | … was not one of the allowed options",
                "twelve was not a valid number. | … was not a valid number.",
                "Email address ada@ is invalid | Email address … is invalid",
                "Contact already exists. Existing ID: 4711001 | Contact already exists. Existing ID: …",
                "Property \"phne\" does not exist | Property \"phne\" does not exist",
                "UNIQUE constraint failed: contacts.email | UNIQUE constraint failed: contacts.email",
                "invalid input syntax for type integer: \"many\" | invalid input syntax for type integer: \"…\"",
                "ada@example.com is taken by 'ada@example.com' | … is taken by '…'"
            })
    void what_was_said_of_a_value_is_told_without_it(String said, String told) {
        assertThat(Wording.withoutValues(said)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"Key (email)=(ada@example.com) already exists.", "'Failing row contains (1, Ada, null).'"})
    void the_details_that_postgres_tells_are_left_out(String detail) {
        assertThat(Wording.withoutValues(
                        "duplicate key value violates unique constraint \"contacts_email_key\"\n  Detail: " + detail))
                .isEqualTo("duplicate key value violates unique constraint \"contacts_email_key\"");
    }
}
