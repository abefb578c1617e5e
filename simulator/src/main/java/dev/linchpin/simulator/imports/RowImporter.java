package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.Written;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyOption;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.values.MultiValue;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.imports.ColumnMapping.Role;
import dev.linchpin.simulator.imports.CsvTable.Placed;
import dev.linchpin.simulator.imports.FileImport.Counter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Imports one row: finds or makes a record of each type that the row has values of. Unlike the API, imports find companies by
 * their domain. An empty cell leaves the property as it is. Used under the account's lock, for one row.
 *
 * <p>Source: HubSpot knowledge base, "Deduplication of records" and "Import records"; HubSpot's client, PublicImportError.
 */
final class RowImporter {

    private final Crm crm;
    private final Links links;
    private final ImportSettings settings;
    private final FileImport running;
    private final WriteSession session;
    private final CsvTable table;
    private final CsvTable.Row row;

    RowImporter(
            Crm crm,
            Links links,
            ImportSettings settings,
            FileImport running,
            WriteSession session,
            CsvTable table,
            CsvTable.Row row) {
        this.crm = crm;
        this.links = links;
        this.settings = settings;
        this.running = running;
        this.session = session;
        this.table = table;
        this.row = row;
    }

    /** Writes the row's records and links them with each other; what goes wrong is noted. */
    void run() {
        if (row.cells().size() != table.width()) {
            fail(
                    "INCORRECT_NUMBER_OF_COLUMNS",
                    "The row has " + row.cells().size() + " cells instead of " + table.width(),
                    null,
                    0);
            return;
        }
        var byType = new LinkedHashMap<ObjectType, List<Placed>>();
        for (Placed column : table.columns()) {
            if (!cell(column).isEmpty()) {
                byType.computeIfAbsent(column.mapping().type(), key -> new ArrayList<>())
                        .add(column);
            }
        }
        var records = new LinkedHashMap<ObjectType, StoredRecord>();
        byType.forEach((type, columns) -> {
            StoredRecord record = write(type, columns);
            if (record != null) {
                records.forEach((firstType, first) -> link(firstType, first, type, record));
                records.put(type, record);
            }
        });
    }

    /** As primary where nothing is yet; UNCONFIRMED. */
    private void link(ObjectType from, StoredRecord first, ObjectType to, StoredRecord second) {
        if (links.all(from, first.id(), to).stream().anyMatch(linked -> linked.toId() == second.id())) {
            return;
        }
        try {
            links.writing(session).linkPrimary(from, first, to, second.id(), false);
            running.count(Counter.ASSOCIATIONS_CREATED, 1);
        } catch (ApiException e) {
            fail("FAILED_TO_CREATE_ASSOCIATION", e.error().message(), to, 0);
        }
    }

    /** Which record a row is about. */
    private sealed interface Target {}

    private record Existing(StoredRecord record) implements Target {}

    private record New(@Nullable Placed identity) implements Target {}

    private record Refused() implements Target {}

    private @Nullable StoredRecord write(ObjectType type, List<Placed> columns) {
        Target target = target(type, columns);
        ImportOperation operation = running.request.operation(type);
        return switch (target) {
            case Refused() -> null;
            case Existing _
            when operation == ImportOperation.CREATE -> {
                fail("CREATE_ONLY_IMPORT", "The record exists, and the import only creates records", type, 0);
                yield null;
            }
            case New _
            when operation == ImportOperation.UPDATE -> {
                fail("UPDATE_ONLY_IMPORT", "There is no such record, and the import only updates records", type, 0);
                yield null;
            }
            case Existing(var record) -> write(type, columns, record, null);
            case New(var identity) -> write(type, columns, null, identity);
        };
    }

    private Target target(ObjectType type, List<Placed> columns) {
        for (Placed column : columns) {
            if (column.mapping().role() == Role.HUBSPOT_OBJECT_ID) {
                StoredRecord record = crm.live(type, cell(column));
                if (record == null) {
                    fail("INVALID_RECORD_ID", "There is no record with that id", type, column.index() + 1);
                    return new Refused();
                }
                return new Existing(record);
            }
        }
        Placed identity = identity(type, columns);
        if (identity == null) {
            return new New(null);
        }
        List<StoredRecord> found = crm.identified(type, property(identity), cell(identity));
        if (found.size() > 1) {
            fail(
                    "MULTIPLE_COMPANIES_WITH_THIS_DOMAIN",
                    "There are " + found.size() + " records with that value",
                    type,
                    identity.index() + 1);
            return new Refused();
        }
        return found.isEmpty() ? new New(identity) : new Existing(found.getFirst());
    }

    /** The column that identifies the record: the one that says so, else a contact's address or a company's domain. */
    private static @Nullable Placed identity(ObjectType type, List<Placed> columns) {
        String usual = type.hasEmailIdentity() ? "email" : type.hasDomain() ? "domain" : null;
        Placed found = null;
        for (Placed column : columns) {
            if (column.mapping().role() == Role.HUBSPOT_ALTERNATE_ID) {
                return column;
            }
            if (column.mapping().property() != null
                    && column.mapping().property().equals(usual)) {
                found = column;
            }
        }
        return found;
    }

    private @Nullable StoredRecord write(
            ObjectType type, List<Placed> columns, @Nullable StoredRecord before, @Nullable Placed identity) {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (Placed column : columns) {
            String name = column.mapping().property();
            String value = name == null ? null : value(column);
            if (value != null) {
                values.put(name, value);
            } else if (name != null) {
                fail("COULD_NOT_PARSE_DATE", "\"" + cell(column) + "\" is no date", type, column.index() + 1);
                if (settings.badValueSkipsRow()) {
                    return null;
                }
            }
        }
        String needed = identity == null ? null : identity.mapping().property();
        while (needed == null || values.containsKey(needed)) {
            try {
                Written written = session.apply(
                        before == null
                                ? session.planCreation(type, values, true)
                                : session.planUpdate(type, before, values));
                count(type, written);
                return written.record();
            } catch (ApiException e) {
                if (!leaveOutWhatIsBad(type, columns, values, e.error()) || settings.badValueSkipsRow()) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Notes what was refused, and whether there was a value to leave out. */
    private boolean leaveOutWhatIsBad(
            ObjectType type, List<Placed> columns, Map<String, @Nullable String> values, ApiError error) {
        if (error.details().isEmpty()) {
            fail(error.status() == 409 ? "DUPLICATE_ALTERNATE_ID" : "UNKNOWN_BAD_REQUEST", error.message(), type, 0);
            return false;
        }
        boolean leftOut = false;
        for (ApiError.Detail detail : error.details()) {
            List<String> names = detail.context().getOrDefault("propertyName", List.of());
            int column = 0;
            for (Placed each : columns) {
                if (each.mapping().property() != null
                        && names.contains(each.mapping().property())) {
                    column = each.index() + 1;
                }
            }
            fail(errorType(detail.code()), detail.message(), type, column);
            for (String name : names) {
                leftOut |= values.remove(name) != null;
            }
        }
        return leftOut;
    }

    private static String errorType(@Nullable String code) {
        return switch (code) {
            case "INVALID_EMAIL", "GDPR_BLACKLISTED_EMAIL" -> code;
            case "INVALID_OPTION" -> "INVALID_ENUMERATION_OPTION";
            case "INVALID_NUMBER", "INVALID_INTEGER", "INVALID_LONG" -> "COULD_NOT_PARSE_NUMBER";
            case "INVALID_DATE" -> "COULD_NOT_PARSE_DATE";
            case "REQUIRED_FIELD" -> "MISSING_REQUIRED_PROPERTY";
            case "CONFLICTING_UNIQUE_VALUE" -> "DUPLICATE_UNIQUE_PROPERTY_VALUE";
            case null, default -> "FAILED_VALIDATION";
        };
    }

    private void count(ObjectType type, Written written) {
        running.count(written.created() ? Counter.CREATED_OBJECTS : Counter.UPDATED_OBJECTS, 1);
        running.count(Counter.PROPERTY_VALUES_EMITTED, written.properties().size());
        running.wrote(type.typeId() + "/" + written.record().id());
    }

    /** The cell as the API would take it: dates in ISO 8601, options by value; null for what is no date. */
    private @Nullable String value(Placed column) {
        Property property = property(column);
        String cell = cell(column);
        return switch (property.type()) {
            case DATE, DATETIME -> table.file().dates().iso(cell);
            case ENUMERATION ->
                property.isMultiSelect()
                        ? String.join(
                                ";",
                                MultiValue.parts(cell).stream()
                                        .map(part -> option(property, part.strip()))
                                        .toList())
                        : option(property, cell);
            default -> cell;
        };
    }

    private static String option(Property property, String text) {
        for (PropertyOption option : property.options()) {
            if (option.value().equalsIgnoreCase(text) || option.label().equalsIgnoreCase(text)) {
                return option.value();
            }
        }
        return text;
    }

    private Property property(Placed column) {
        String name = column.mapping().property();
        return crm.catalogue(column.mapping().type()).require(name == null ? "hs_object_id" : name);
    }

    private String cell(Placed column) {
        return row.cells().get(column.index()).strip();
    }

    private void fail(String errorType, String message, @Nullable ObjectType type, int column) {
        running.failed(new ImportError(
                errorType,
                message,
                type,
                column,
                column == 0 ? null : row.cells().get(column - 1),
                table.fileId(),
                table.file().name(),
                row.line(),
                row.cells(),
                session.at()));
    }
}
