package dev.linchpin.server.conflicts;

import static dev.linchpin.server.api.Views.text;

import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.records.RecordNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows conflicts with the names of their records and what was decided about them. Thread-safe. */
public final class ConflictViews {
    private final RecordNames names;
    private final MappedTypes types;
    private final PendingDecisions pending;

    public ConflictViews(RecordNames names, MappedTypes types, PendingDecisions pending) {
        this.names = names;
        this.types = types;
        this.pending = pending;
    }

    PageView<ConflictJson> of(Page<ConflictView> page) {
        return new PageView<>(of(page.items()), page.next());
    }

    ConflictJson of(ConflictView view) {
        return of(List.of(view)).getFirst();
    }

    public List<ConflictJson> of(List<ConflictView> views) {
        var named = names(views);
        return views.stream().map(view -> of(view, name(named, view))).toList();
    }

    /** Of those whose row has one. */
    Map<RecordNames.Of, String> names(Collection<ConflictView> views) {
        return names.of(views.stream()
                .filter(view -> view.row() != null)
                .map(ConflictViews::row)
                .toList());
    }

    static @Nullable String name(Map<RecordNames.Of, String> named, ConflictView view) {
        return view.row() == null ? null : named.get(row(view));
    }

    private static RecordNames.Of row(ConflictView view) {
        return new RecordNames.Of(view.type(), Objects.requireNonNull(view.row()));
    }

    private ConflictJson of(ConflictView view, @Nullable String name) {
        var conflict = view.conflict();
        return new ConflictJson(
                conflict.id(),
                view.type().name(),
                text(view.row()),
                text(view.record()),
                name,
                conflict.kind().name(),
                conflict.isAboutRecord() ? null : conflict.field(),
                types.label(view.type(), conflict.field()),
                text(conflict.base()),
                text(conflict.local()),
                text(conflict.hubspot()),
                conflict.version(),
                conflict.openedAt(),
                conflict.detail(),
                pending.about(conflict.id())
                        .map(held -> new ConflictJson.Pending(
                                held.decision().resolution(), held.decision().value(), held.dueAt(), held.batch()))
                        .orElse(null),
                pending.refusal(conflict.id()).orElse(null));
    }
}
