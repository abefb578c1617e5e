package dev.linchpin.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1-1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-", "+49 30 1234"})
    void what_a_spreadsheet_would_run_is_marked_as_text(String text) {
        assertThat(JournalCsv.cell(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "+4.25", "-1,5", "a=b", "Ada", "1-2"})
    void other_texts_and_numbers_stay_as_they_are(String text) {
        assertThat(JournalCsv.cell(text)).isEqualTo(text);
    }

    @Test
    void nothing_is_an_empty_cell() {
        assertThat(JournalCsv.cell(null)).isEmpty();
    }
}
