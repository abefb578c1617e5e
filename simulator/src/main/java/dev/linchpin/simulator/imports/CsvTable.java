package dev.linchpin.simulator.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that was read.
 *
 * @param width how many cells a row must have
 * @param columns where each of the mapped columns is, from 0
 */
record CsvTable(ImportRequest.SourceFile file, long fileId, int width, List<Placed> columns, List<Row> rows) {

    /** A column and where it is. */
    record Placed(int index, ColumnMapping mapping) {}

    /** A row and the number of its first line, from 1. */
    record Row(long line, List<String> cells) {}

    /**
     * The rows of a CSV file, its header among them.
     *
     * @throws CsvParseException if it is none
     */
    static List<Row> parse(String text) {
        var rows = new ArrayList<Row>();
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(withoutMark)) {
            for (CsvRecord each : reader) {
                rows.add(new Row(each.getStartingLineNumber(), each.getFields()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
