package dev.linchpin.simulator.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyOption;
import dev.linchpin.simulator.crm.definitions.PropertyType;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.values.MultiValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an export left behind.
 *
 * @param content not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record ExportFile(String name, String contentType, byte[] content) {

    /**
     * A record to export.
     *
     * @param associated the cells about associated records, in the order of the request's types
     */
    record Row(StoredRecord record, List<String> associated) {}

    /** Writes the records, and zips the file if it is large. */
    static ExportFile write(ExportRequest request, Catalogue catalogue, List<Row> rows, long at, long zipAbove) {
        String name = "hubspot-crm-exports-"
                + request.name()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "")
                + "-"
                + LocalDateTime.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC)
                        .toLocalDate();
        byte[] csv = csv(request, catalogue, rows);
        return csv.length <= zipAbove
                ? new ExportFile(name + ".csv", "text/csv;charset=utf-8", csv)
                : new ExportFile(name + ".zip", "application/zip", zip(name + ".csv", csv, at));
    }

    private static byte[] csv(ExportRequest request, Catalogue catalogue, List<Row> rows) {
        var bytes = new ByteArrayOutputStream();
        try (CsvWriter writer = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.LF)
                .build(bytes, StandardCharsets.UTF_8)) {
            var titles = new ArrayList<String>();
            titles.add(request.internalNames() ? "hs_object_id" : "Record ID");
            for (Property property : request.properties()) {
                titles.add(request.internalNames() ? property.name() : property.label());
            }
            for (ObjectType type : request.associated()) {
                String title = "Associated " + capitalised(type.singular());
                titles.add(title + " IDs");
                if (request.displayNames()) {
                    titles.add(title);
                }
            }
            writer.writeRecord(titles);
            for (Row row : rows) {
                StoredRecord record = row.record();
                var cells = new ArrayList<String>();
                cells.add(Long.toString(record.id()));
                for (Property property : request.properties()) {
                    cells.add(cell(property, catalogue.value(record, property), request.internalValues()));
                }
                cells.addAll(row.associated());
                writer.writeRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String capitalised(String singular) {
        return singular.substring(0, 1).toUpperCase(Locale.ROOT)
                + singular.substring(1).replace('_', ' ');
    }

    private static String cell(Property property, @Nullable String value, boolean internal) {
        if (value == null) {
            return "";
        }
        if (internal || property.type() != PropertyType.ENUMERATION) {
            return value;
        }
        return property.isMultiSelect()
                ? String.join(
                        ";",
                        MultiValue.parts(value).stream()
                                .map(part -> label(property, part))
                                .toList())
                : label(property, value);
    }

    private static String label(Property property, String value) {
        for (PropertyOption option : property.options()) {
            if (option.value().equals(value)) {
                return option.label();
            }
        }
        return value;
    }

    private static byte[] zip(String name, byte[] content, long at) {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(LocalDateTime.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC));
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
