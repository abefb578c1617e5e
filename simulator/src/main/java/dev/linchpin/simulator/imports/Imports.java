package dev.linchpin.simulator.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.imports.ColumnMapping.Role;
import dev.linchpin.simulator.imports.FileImport.Counter;
import dev.linchpin.simulator.settings.SettingsStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The imports of an account. Accepting one only notes it; its rows are imported later, so many a second, each dated when its
 * turn came. Thread-safe, by the account's lock.
 */
public final class Imports {

    private static final long FIRST_ID = 29_800_001;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Crm crm;
    private final Links links;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Agenda agenda;
    private final TreeMap<Long, FileImport> imports = new TreeMap<>();

    /** No imports yet. */
    public Imports(Crm crm, Links links, SettingsStore settings, SimulatorClock clock, Agenda agenda) {
        this.crm = crm;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
        this.agenda = agenda;
    }

    /** Forgets all imports. */
    public void clear() {
        crm.read(() -> {
            imports.clear();
            return imports;
        });
    }

    <T> T read(Supplier<T> reading) {
        return crm.read(reading);
    }

    /** All imports, the oldest first. */
    List<FileImport> all() {
        return List.copyOf(imports.values());
    }

    boolean newestFirst() {
        return settings().newestFirst();
    }

    @Nullable FileImport find(long id) {
        return imports.get(id);
    }

    FileImport start(ImportRequest request) {
        long now = clock.millis();
        long id = imports.isEmpty() ? FIRST_ID : imports.lastKey() + 1;
        var running = new FileImport(id, request, now);
        imports.put(id, running);
        agenda.at(now + settings().startDelay().toMillis(), due -> begin(running, due));
        return running;
    }

    void cancel(FileImport running) {
        running.become(ImportState.CANCELED, clock.millis());
    }

    private void begin(FileImport running, long due) {
        crm.read(() -> {
            if (!running.state.isOver()) {
                running.become(readFiles(running, due) ? ImportState.PROCESSING : ImportState.FAILED, due);
            }
            return running;
        });
        proceed(running, due);
    }

    private void proceed(FileImport running, long due) {
        boolean more = crm.writeAt(due, Source.fileImport(running.id), session -> {
            if (running.state != ImportState.PROCESSING) {
                return false;
            }
            boolean rest = importRows(running, session, settings().rowsPerSecond());
            running.become(rest ? ImportState.PROCESSING : ImportState.DONE, due);
            return rest;
        });
        if (more) {
            agenda.at(due + 1_000, next -> proceed(running, next));
        }
    }

    /** Imports some rows; whether there are more. */
    private boolean importRows(FileImport running, WriteSession session, int maximum) {
        int left = maximum;
        while (running.table < running.tables.size()) {
            CsvTable table = running.tables.get(running.table);
            for (; running.row < table.rows().size(); running.row++) {
                if (left-- == 0) {
                    return true;
                }
                new RowImporter(
                                crm,
                                links,
                                settings(),
                                running,
                                session,
                                table,
                                table.rows().get(running.row))
                        .run();
            }
            running.table++;
            running.row = 0;
        }
        return false;
    }

    private boolean readFiles(FileImport running, long due) {
        boolean fine = true;
        for (int i = 0; i < running.request.files().size(); i++) {
            ImportRequest.SourceFile file = running.request.files().get(i);
            try {
                fine &= readFile(running, file, running.fileId(i), due);
            } catch (CsvParseException e) {
                String message = String.valueOf(e.getMessage());
                running.failed(error("COULD_NOT_PARSE_ROW", message, null, file, running.fileId(i), due));
                fine = false;
            }
        }
        long recent = imports.values().stream()
                .filter(each -> each.createdAt > due - DAY)
                .mapToLong(each -> each.counters.getOrDefault(Counter.TOTAL_ROWS, 0L))
                .sum();
        if (recent > settings().maximumRowsPerDay()) {
            running.failed(error(
                    "LIMIT_EXCEEDED",
                    "More than " + settings().maximumRowsPerDay() + " rows in 24 hours",
                    null,
                    running.request.files().getFirst(),
                    running.fileId(0),
                    due));
            fine = false;
        }
        return fine;
    }

    private boolean readFile(FileImport running, ImportRequest.SourceFile file, long fileId, long due) {
        List<CsvTable.Row> rows = CsvTable.parse(file.text());
        List<String> header =
                file.hasHeader() && !rows.isEmpty() ? rows.getFirst().cells() : List.of();
        int width = rows.isEmpty() ? 0 : rows.getFirst().cells().size();
        var columns = new ArrayList<CsvTable.Placed>();
        boolean fine = true;
        for (int i = 0; i < file.columns().size(); i++) {
            ColumnMapping mapping = file.columns().get(i);
            int index = file.hasHeader() && mapping.columnName() != null ? header.indexOf(mapping.columnName()) : i;
            String problem = index < 0 || index >= width ? "INVALID_COLUMN_CONFIGURATION" : problem(mapping);
            if (problem == null) {
                columns.add(new CsvTable.Placed(index, mapping));
            } else {
                String what = mapping.columnName() == null ? "column " + (i + 1) : mapping.columnName();
                running.failed(error(problem, "The mapping of " + what + " fits nothing", mapping, file, fileId, due));
                fine &= !settings().unknownColumnFails();
            }
        }
        List<CsvTable.Row> body = file.hasHeader() && !rows.isEmpty() ? rows.subList(1, rows.size()) : rows;
        running.count(Counter.TOTAL_ROWS, body.size());
        if (body.size() > settings().maximumRows()) {
            String message = "More than " + settings().maximumRows() + " rows in one file";
            running.failed(error("LIMIT_EXCEEDED", message, null, file, fileId, due));
            fine = false;
        }
        running.tables.add(new CsvTable(file, fileId, width, List.copyOf(columns), List.copyOf(body)));
        return fine;
    }

    /** Why a column cannot be imported, or null. */
    private @Nullable String problem(ColumnMapping mapping) {
        if (mapping.property() == null) {
            return null;
        }
        Property property = crm.catalogue(mapping.type()).find(mapping.property());
        if (property == null) {
            return "PROPERTY_DEFINITION_NOT_FOUND";
        }
        boolean identifies = property.is(Property.Trait.UNIQUE)
                || (mapping.type().hasEmailIdentity() && property.name().equals("email"))
                || (mapping.type().hasDomain() && property.name().equals("domain"));
        return mapping.role() == Role.HUBSPOT_ALTERNATE_ID && !identifies ? "INVALID_ALTERNATE_ID" : null;
    }

    private static ImportError error(
            String type,
            String message,
            @Nullable ColumnMapping mapping,
            ImportRequest.SourceFile file,
            long fileId,
            long at) {
        return new ImportError(
                type,
                message,
                mapping == null ? null : mapping.type(),
                0,
                mapping == null ? null : mapping.property(),
                fileId,
                file.name(),
                1,
                List.of(),
                at);
    }

    private ImportSettings settings() {
        return settings.get(ImportSettings.SECTION);
    }
}
