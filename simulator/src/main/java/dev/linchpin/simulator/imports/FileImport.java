package dev.linchpin.simulator.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An import as it is now. Used under the account's lock. */
final class FileImport {

    /** What is counted (HubSpot's client, PublicImportMetadata, and published answers). */
    enum Counter {
        TOTAL_ROWS,
        CREATED_OBJECTS,
        UPDATED_OBJECTS,
        UNIQUE_OBJECTS_WRITTEN,
        PROPERTY_VALUES_EMITTED,
        ASSOCIATIONS_CREATED,
        MAPPED_COLUMNS,
        ERRORS
    }

    final long id;
    final ImportRequest request;
    final long createdAt;
    final List<ImportError> errors = new ArrayList<>();
    final List<CsvTable> tables = new ArrayList<>();
    final Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    private final Set<String> written = new HashSet<>();
    ImportState state = ImportState.STARTED;
    long updatedAt;
    /** The row to go on with. */
    int table;

    int row;

    FileImport(long id, ImportRequest request, long at) {
        this.id = id;
        this.request = request;
        this.createdAt = at;
        this.updatedAt = at;
        count(
                Counter.MAPPED_COLUMNS,
                request.files().stream()
                        .mapToLong(file -> file.columns().size())
                        .sum());
    }

    /** Files have ids of their own, which follow from the import's. */
    long fileId(int index) {
        return id * 100 + index + 1;
    }

    void count(Counter counter, long more) {
        counters.merge(counter, more, Long::sum);
    }

    void wrote(String record) {
        if (written.add(record)) {
            count(Counter.UNIQUE_OBJECTS_WRITTEN, 1);
        }
    }

    void failed(ImportError error) {
        errors.add(error);
        count(Counter.ERRORS, 1);
    }

    void become(ImportState next, long at) {
        state = next;
        updatedAt = at;
        if (next.isOver()) {
            tables.clear();
            written.clear();
        }
    }
}
