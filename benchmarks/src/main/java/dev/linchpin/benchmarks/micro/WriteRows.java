package dev.linchpin.benchmarks.micro;

import dev.linchpin.benchmarks.site.Directory;
import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From 100 new rows with 20 values each to statements, their rows read back, on SQLite; never committed, so nothing grows. */
@State(Scope.Thread)
public class WriteRows {
    private static final int ROWS = 100;
    private static final int FIELDS = 20;
    private static final List<FieldType> TYPES =
            List.of(FieldType.TEXT, FieldType.TEXT, FieldType.NUMBER, FieldType.DATE, FieldType.BOOLEAN);

    private final List<RowChange> rows = new ArrayList<>();
    private @Nullable Directory directory;
    private @Nullable Database database;
    private @Nullable Store store;
    private @Nullable ObjectMapping mapping;

    /** Ends a transaction without its changes. */
    private static final class Undone extends RuntimeException {
        private final transient List<RowWrite> written;

        Undone(List<RowWrite> written) {
            super(null, null, false, false);
            this.written = written;
        }
    }

    /** Makes a database, and what is written. */
    @Setup
    public void prepare() throws IOException {
        directory = Directory.temporary(false);
        database = Database.open(
                DatabaseOptions.of("jdbc:sqlite:" + directory.path().resolve("rows.db")), Clock.systemUTC());
        store = database.store(database.own(Host.local()));
        var fields = new LinkedHashMap<String, Field>();
        for (int number = 0; number < FIELDS; number++) {
            var name = "field_" + number;
            fields.put(
                    name, new Field(name, name, name, TYPES.get(number % TYPES.size()), Direction.BOTH, Policy.MANUAL));
        }
        mapping = new ObjectMapping(
                ObjectType.CONTACTS,
                database.managedTable(ObjectType.CONTACTS),
                "id",
                "hubspot_id",
                fields,
                List.of(),
                Deletes.CARRIED_OVER);
        database.managedTables().apply(List.of(mapping));
        database.capture().install(List.of(mapping));
        for (int number = 0; number < ROWS; number++) {
            var values = new LinkedHashMap<String, Value>();
            for (var field : fields.values()) {
                values.put(field.name(), Value.of(text(field.type(), number)));
            }
            rows.add(new RowChange.Insert(values, new HubSpotId(Long.toString(30_000_000_001L + number))));
        }
    }

    private static String text(FieldType type, int number) {
        return switch (type) {
            case NUMBER -> Integer.toString(number * 7);
            case DATE -> "2026-0" + (number % 9 + 1) + "-1" + number % 10;
            case BOOLEAN -> number % 2 == 0 ? "true" : "false";
            default -> "some text " + number;
        };
    }

    /** One portion. */
    @Benchmark
    public List<RowWrite> write() {
        try {
            return Objects.requireNonNull(store).inTransaction(transaction -> {
                throw new Undone(transaction.write(Objects.requireNonNull(mapping), rows));
            });
        } catch (Undone undone) {
            return undone.written;
        }
    }

    /** Takes the database away. */
    @TearDown
    public void close() {
        if (database != null) {
            database.close();
        }
        if (directory != null) {
            directory.close();
        }
    }
}
