package dev.linchpin.server.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.store.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x was not one of the allowed options: [a] | Add the option",
                "Email address x is invalid | Correct the address",
                "Property \"phne\" does not exist | Restore or create the property",
                "\"createdate\" is a read only property; its value cannot be set. | direction from-hubspot",
                "Contact already exists. Existing ID: 5 | must be unique",
                "x was not a valid number. | to a number",
                "x was not a valid date. | to a date",
                "HubSpot creates no record without this: fill the column 'name'. | Fill the column"
            })
    void hubspots_words_tell_how_to_mend_it(String message, String advice) {
        assertThat(Advice.of(Side.HUBSPOT, "field", message)).contains(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UNIQUE constraint failed: contacts.email | must be unique",
                "duplicate key value violates unique constraint \"contacts_email_key\" | must be unique",
                "NOT NULL constraint failed: contacts.name | must not be empty",
                "null value in column \"name\" of relation \"contacts\" violates not-null constraint | must not be empty",
                "CHECK constraint failed: points > 0 | the constraint",
                "new row for relation \"contacts\" violates check constraint \"points_check\" | the constraint",
                "FOREIGN KEY constraint failed | a row that is not there",
                "value too long for type character varying(10) | Shorten",
                "invalid input syntax for type integer: \"many\" | does not fit the column's type",
                "Duplicate value in the unique key 'one_email' (email) | must be unique",
                "Column 'name' cannot be null | must not be empty",
                "CONSTRAINT `points` failed for `crm`.`contacts` | the constraint",
                "Cannot add or update a child row: a foreign key constraint fails | a row that is not there",
                "Data too long for column 'name' | Shorten",
                "Out of range value for column 'points' | widen the column's type",
                "Data truncated for column 'points' | does not fit the column's type"
            })
    void the_databases_words_tell_how_to_mend_it(String message, String advice) {
        assertThat(Advice.of(Side.DATABASE, "field", message)).contains(advice);
    }

    @Test
    void words_that_nobody_has_heard_of_get_advice_too() {
        assertThat(Advice.of(Side.HUBSPOT, "field", "Computer says no")).startsWith("Correct the value");
        assertThat(Advice.of(Side.DATABASE, null, "Computer says no")).startsWith("Look at the record");
    }
}
