package dev.linchpin.server.api;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Announcements.Completeness;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.verify.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the API shows, as it is written: component names become snake_case members. */
public final class Views {
    private Views() {}

    record PageView<T>(List<T> items, @Nullable String next) {
        static <S, T> PageView<T> of(Page<S> page, Function<S, T> view) {
            return new PageView<>(page.items().stream().map(view).toList(), page.next());
        }
    }

    record ConflictJson(
            long id,
            String objectType,
            @Nullable String rowId,
            @Nullable String hubspotId,
            String kind,
            @Nullable String fieldName,
            @Nullable String baseValue,
            @Nullable String databaseValue,
            @Nullable String hubspotValue,
            int version,
            Instant openedAt,
            String detail) {
        static ConflictJson of(Inspection.ConflictView view) {
            var conflict = view.conflict();
            return new ConflictJson(
                    conflict.id(),
                    view.type().name(),
                    text(view.row()),
                    text(view.record()),
                    conflict.kind().name(),
                    conflict.isAboutRecord() ? null : conflict.field(),
                    text(conflict.base()),
                    text(conflict.local()),
                    text(conflict.hubspot()),
                    conflict.version(),
                    conflict.openedAt(),
                    conflict.detail());
        }
    }

    record DeadLetterJson(
            long id,
            String objectType,
            @Nullable String rowId,
            @Nullable String hubspotId,
            @Nullable String fieldName,
            String refusedBy,
            @Nullable String refusedValue,
            String message,
            Instant at,
            boolean discarded) {
        static DeadLetterJson of(Inspection.DeadLetterView view) {
            var letter = view.letter();
            return new DeadLetterJson(
                    letter.id(),
                    view.type().name(),
                    text(view.row()),
                    text(view.record()),
                    letter.field().isEmpty() ? null : letter.field(),
                    letter.side().name(),
                    letter.field().isEmpty() ? null : text(letter.refused()),
                    letter.message(),
                    letter.at(),
                    letter.discarded());
        }
    }

    record JournalJson(
            long id,
            Instant at,
            String objectType,
            @Nullable String rowId,
            @Nullable String hubspotId,
            String side,
            String action,
            @Nullable String fieldName,
            @Nullable String before,
            @Nullable String after,
            String cause,
            String decision) {
        static JournalJson of(Inspection.JournalView view) {
            var entry = view.entry();
            return new JournalJson(
                    view.id(),
                    entry.at(),
                    entry.type().name(),
                    text(entry.row()),
                    text(entry.record()),
                    entry.side().name(),
                    entry.action().name(),
                    entry.field().isEmpty() ? null : entry.field(),
                    text(entry.before()),
                    text(entry.after()),
                    entry.cause().name(),
                    entry.decision());
        }
    }

    record QueueJson(
            String objectType,
            @Nullable String rowId,
            @Nullable String hubspotId,
            String cause,
            boolean claimed,
            int failures,
            @Nullable String lastFailure,
            Instant markedAt,
            Instant dueAt) {
        static QueueJson of(Inspection.QueueView view) {
            return new QueueJson(
                    view.type().name(),
                    text(view.row()),
                    text(view.record()),
                    view.cause().name(),
                    view.claimed(),
                    view.failures(),
                    view.lastFailure(),
                    view.markedAt(),
                    view.dueAt());
        }
    }

    record RecordStatusJson(
            String objectType,
            @Nullable String id,
            @Nullable String hubspotId,
            String status,
            @Nullable Instant lastSyncedAt,
            List<ConflictJson> conflicts,
            List<DeadLetterJson> deadLetters) {
        static RecordStatusJson of(Inspection.RecordStatus status) {
            return new RecordStatusJson(
                    status.type().name(),
                    text(status.row()),
                    text(status.record()),
                    status.standing().name(),
                    status.lastSyncedAt(),
                    status.conflicts().stream().map(ConflictJson::of).toList(),
                    status.deadLetters().stream().map(DeadLetterJson::of).toList());
        }
    }

    /** Over the last day. */
    public record FeedJson(String feed, String objectType, long told, long missed, double completeness) {
        public static FeedJson of(Completeness figures) {
            return new FeedJson(
                    figures.feed().name().toLowerCase(Locale.ROOT),
                    figures.type().name(),
                    figures.told(),
                    figures.missed(),
                    figures.share());
        }
    }

    record RunJson(
            long id,
            String objectType,
            String state,
            boolean repairs,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            long unexplained,
            Map<String, Long> figures,
            List<String> samples) {
        static RunJson of(Reconciliations.Run run) {
            return new RunJson(
                    run.id(),
                    run.type().name(),
                    run.state().name(),
                    run.repairs(),
                    run.requestedBy(),
                    run.requestedAt(),
                    run.startedAt(),
                    run.endedAt(),
                    new Figures(run.figures(), run.samples()).unexplained(),
                    new TreeMap<>(run.figures()),
                    run.samples());
        }
    }

    static @Nullable String text(@Nullable RowKey key) {
        return key == null ? null : key.value();
    }

    static @Nullable String text(@Nullable HubSpotId id) {
        return id == null ? null : id.value();
    }

    /** The API tells blank from absent as little as HubSpot does. */
    static @Nullable String text(Value value) {
        return value.isBlank() ? null : value.text();
    }
}
