package dev.linchpin.server.journal;

import static dev.linchpin.server.api.Views.text;

import dev.linchpin.engine.store.Inspection.JournalView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry as the API shows it. */
public record JournalJson(
        long id,
        Instant at,
        String objectType,
        @Nullable String rowId,
        @Nullable String hubspotId,
        @Nullable String recordName,
        String side,
        String action,
        @Nullable String fieldName,
        @Nullable String before,
        @Nullable String after,
        String cause,
        String decision) {
    static JournalJson of(JournalView view, @Nullable String name) {
        var entry = view.entry();
        return new JournalJson(
                view.id(),
                entry.at(),
                entry.type().name(),
                text(entry.row()),
                text(entry.record()),
                name,
                entry.side().name(),
                entry.action().name(),
                entry.field().isEmpty() ? null : entry.field(),
                text(entry.before()),
                text(entry.after()),
                entry.cause().name(),
                entry.decision());
    }
}
