package dev.linchpin.server.conflicts;

import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.ConflictFilter;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.api.Sieve;
import dev.linchpin.server.http.ProblemException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds open conflicts. Thread-safe. */
public final class ConflictSearch {
    private static final List<String> MEMBERS = List.of("object_type", "id", "hubspot_id", "field", "kind", "q");

    /**
     * What is looked for.
     *
     * @param text in the name of the record, its key or its HubSpot id, in any case; null for any
     */
    record Wanted(ConflictFilter filter, @Nullable String text) {}

    private final Inspection inspection;
    private final ConflictViews views;
    private final MappedTypes types;

    public ConflictSearch(Inspection inspection, ConflictViews views, MappedTypes types) {
        this.inspection = inspection;
        this.views = views;
        this.types = types;
    }

    /** @throws ProblemException 400 naming the parameter that does not fit; 404 of a type that is not mapped */
    Wanted wanted(Context context) {
        var about = Queries.filter(context, types, "kind", "q");
        return new Wanted(
                new ConflictFilter(about, Queries.choice(context, "kind", Conflict.Kind.class)),
                Queries.text(context, "q"));
    }

    /** The same of the members of an object. */
    Wanted wanted(ObjectNode object) {
        var members = new Members(object, MEMBERS);
        var about = Queries.filter(
                types,
                members.text("object_type"),
                members.text("id"),
                members.text("hubspot_id"),
                members.text("field"));
        var kind = members.text("kind");
        return new Wanted(
                new ConflictFilter(about, kind == null ? null : Queries.choice("kind", kind, Conflict.Kind.class)),
                members.text("q"));
    }

    Page<ConflictView> page(Wanted wanted, @Nullable String after, int limit) {
        var text = wanted.text();
        return text == null
                ? inspection.conflicts(wanted.filter(), after, limit)
                : new Sieve<ConflictView>(
                                (from, most) -> inspection.conflicts(wanted.filter(), from, most),
                                some -> containing(text.toLowerCase(Locale.ROOT), some),
                                view -> String.valueOf(view.conflict().id()))
                        .page(after, limit);
    }

    private List<ConflictView> containing(String text, List<ConflictView> some) {
        var named = views.names(some);
        return some.stream()
                .filter(view -> Stream.of(
                                String.valueOf(ConflictViews.name(named, view)),
                                String.valueOf(view.row()),
                                String.valueOf(view.record()))
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(text)))
                .toList();
    }
}
