package dev.linchpin.server.journal;

import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.JournalFilter;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.records.RecordNames;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads the journal as the API shows it. Thread-safe. */
public final class JournalViews {
    private final Inspection inspection;
    private final RecordNames names;

    public JournalViews(Inspection inspection, RecordNames names) {
        this.inspection = inspection;
        this.names = names;
    }

    /** @throws IllegalArgumentException when no page gave {@code after} out */
    public PageView<JournalJson> page(JournalFilter filter, @Nullable String after, int limit) {
        var page = inspection.journal(filter, after, limit);
        var rows = new ArrayList<RecordNames.Of>();
        for (var view : page.items()) {
            if (view.entry().row() != null) {
                rows.add(new RecordNames.Of(view.entry().type(), view.entry().row()));
            }
        }
        var named = names.of(rows);
        return PageView.of(page, view -> {
            var row = view.entry().row();
            return JournalJson.of(
                    view,
                    row == null
                            ? null
                            : named.get(new RecordNames.Of(view.entry().type(), row)));
        });
    }
}
