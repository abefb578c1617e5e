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

    public record PageView<T>(List<T> items, @Nullable String next) {
        public static <S, T> PageView<T> of(Page<S> page, Function<S, T> view) {
            return new PageView<>(page.items().stream().map(view).toList(), page.next());
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

    public static @Nullable String text(@Nullable RowKey key) {
        return key == null ? null : key.value();
    }

    public static @Nullable String text(@Nullable HubSpotId id) {
        return id == null ? null : id.value();
    }

    /** The API tells blank from absent as little as HubSpot does. */
    public static @Nullable String text(Value value) {
        return value.isBlank() ? null : value.text();
    }
}
