package dev.linchpin.server.failures;

import static dev.linchpin.server.api.Views.text;

import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.records.RecordNames;
import dev.linchpin.server.records.RecordPages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows dead letters with the names of their records, their cause and advice. Thread-safe. */
public final class DeadLetterViews {
    private final RecordNames names;
    private final RecordPages pages;
    private final MappedTypes types;

    public DeadLetterViews(RecordNames names, RecordPages pages, MappedTypes types) {
        this.names = names;
        this.pages = pages;
        this.types = types;
    }

    PageView<DeadLetterJson> of(Page<DeadLetterView> page) {
        return new PageView<>(of(page.items()), page.next());
    }

    public List<DeadLetterJson> of(List<DeadLetterView> views) {
        var rows = new ArrayList<RecordNames.Of>();
        for (var view : views) {
            if (view.row() != null) {
                rows.add(new RecordNames.Of(view.type(), view.row()));
            }
        }
        var named = names.of(rows);
        return views.stream()
                .map(view ->
                        of(view, view.row() == null ? null : named.get(new RecordNames.Of(view.type(), view.row()))))
                .toList();
    }

    private DeadLetterJson of(DeadLetterView view, @Nullable String name) {
        var letter = view.letter();
        var field = letter.field().isEmpty() ? null : letter.field();
        return new DeadLetterJson(
                letter.id(),
                view.type().name(),
                text(view.row()),
                text(view.record()),
                name,
                field,
                types.label(view.type(), letter.field()),
                letter.side().name(),
                field == null ? null : text(letter.refused()),
                letter.message(),
                Advice.of(letter.side(), field, letter.message()),
                RefusalCause.of(view).id(),
                letter.at(),
                letter.discarded(),
                pages.url(view.type(), view.record()));
    }
}
