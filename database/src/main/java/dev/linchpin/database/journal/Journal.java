package dev.linchpin.database.journal;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.JournalEntry;
import dev.linchpin.engine.store.Side;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The journal within one transaction. */
public final class Journal {
    /** The columns of a table alias {@code j} that {@link #read} wants. */
    public static final String COLUMNS = """
            j.at, j.object_type, j.link_id, j.row_key, j.hubspot_id, j.side, j.action, j.field, j.before_value,
            j.after_value, j.cause, j.decision\
            """;

    private final Session session;

    public Journal(Session session) {
        this.session = session;
    }

    public void add(Collection<JournalEntry> entries) {
        session.updateEach(
                """
                insert into $sync_log (at, object_type, link_id, row_key, hubspot_id, side, action, field, before_value,
                    after_value, cause, decision)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.at(),
                            entry.type().name(),
                            entry.linkId(),
                            text(entry.row()),
                            text(entry.record()),
                            entry.side().name(),
                            entry.action().name(),
                            entry.field(),
                            entry.before().text(),
                            entry.after().text(),
                            entry.cause().name(),
                            entry.decision()
                        })
                        .toList());
    }

    private static @Nullable String text(@Nullable Object identifier) {
        return identifier == null ? null : identifier.toString();
    }

    /** Reads {@link #COLUMNS}, the first of which is the {@code first}. */
    public static JournalEntry read(Columns row, int first) throws SQLException {
        var key = row.textOrNull(first + 3);
        var record = row.textOrNull(first + 4);
        return new JournalEntry(
                row.time(first),
                new ObjectType(row.text(first + 1)),
                row.number(first + 2),
                key == null ? null : new RowKey(key),
                record == null ? null : new HubSpotId(record),
                Side.valueOf(row.text(first + 5)),
                JournalEntry.Action.valueOf(row.text(first + 6)),
                row.text(first + 7),
                Value.of(row.text(first + 8)),
                Value.of(row.text(first + 9)),
                Cause.valueOf(row.text(first + 10)),
                row.text(first + 11));
    }
}
