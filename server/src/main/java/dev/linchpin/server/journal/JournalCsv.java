package dev.linchpin.server.journal;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes journal entries as a file for spreadsheets. */
final class JournalCsv {
    private static final String[] HEADINGS = {
        "id",
        "at",
        "object_type",
        "row_id",
        "hubspot_id",
        "record_name",
        "side",
        "action",
        "field_name",
        "before",
        "after",
        "cause",
        "decision"
    };

    /** A spreadsheet takes what begins so for a formula, and runs it. */
    private static final Set<Character> FORMULAS = Set.of('=', '+', '-', '@', '\t', '\r');

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

    private final CsvWriter csv;

    JournalCsv(Writer writer) {
        csv = CsvWriter.builder().build(writer);
        csv.writeRecord(HEADINGS);
    }

    void write(JournalJson entry) {
        csv.writeRecord(
                String.valueOf(entry.id()),
                entry.at().toString(),
                entry.objectType(),
                cell(entry.rowId()),
                cell(entry.hubspotId()),
                cell(entry.recordName()),
                entry.side(),
                entry.action(),
                cell(entry.fieldName()),
                cell(entry.before()),
                cell(entry.after()),
                entry.cause(),
                cell(entry.decision()));
    }

    /** The last line of a file that lacks the rest. */
    void writeIncomplete() {
        csv.writeRecord("INCOMPLETE: the database failed while this was written; export it again");
    }

    void flush() throws IOException {
        csv.flush();
    }

    /** What would be a formula gets an apostrophe in front, which spreadsheets take for text; numbers are none. */
    static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULAS.contains(text.charAt(0)) && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
