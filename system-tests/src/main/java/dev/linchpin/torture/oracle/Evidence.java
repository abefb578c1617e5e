package dev.linchpin.torture.oracle;

import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.JournalView;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.torture.people.Kind;
import dev.linchpin.torture.people.People;
import dev.linchpin.torture.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What both sides hold in the end, and what Linchpin says about it. */
final class Evidence {

    static final String LINCHPIN_ID = "linchpin_id";
    private static final int PAGE = 500;

    private final Map<String, Map<String, Map<String, @Nullable String>>> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonNode>> records = new LinkedHashMap<>();
    private final List<ConflictView> conflicts;
    private final List<DeadLetterView> letters;
    private final List<JournalView> journal;
    private final Set<String> frozen;

    Evidence(World world, People people) {
        for (var kind : people.kinds()) {
            var byKey = new LinkedHashMap<String, Map<String, @Nullable String>>();
            people.rows(kind).forEach(row -> byKey.put(String.valueOf(row.get("id")), row));
            rows.put(kind.type(), byKey);
            var properties = new ArrayList<>(kind.mapping().fields().keySet());
            properties.add(LINCHPIN_ID);
            records.put(kind.type(), world.account().records(kind.type(), properties));
        }
        var inspection = world.inspection();
        conflicts = all(after -> inspection.conflicts(Filter.NONE, after, PAGE));
        letters = all(after -> inspection.deadLetters(Filter.NONE, after, PAGE));
        journal = all(after -> inspection.journal(Filter.NONE, after, PAGE));
        frozen = inspection.frozen().stream()
                .map(field -> field.type() + "." + field.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> List<T> all(Function<@Nullable String, Page<T>> pages) {
        var page = pages.apply(null);
        var all = new ArrayList<>(page.items());
        for (var next = page.next(); next != null; next = page.next()) {
            page = pages.apply(next);
            all.addAll(page.items());
        }
        return all;
    }

    /** By key. */
    Map<String, Map<String, @Nullable String>> rows(Kind kind) {
        return rows.getOrDefault(kind.type(), Map.of());
    }

    /** By id. */
    Map<String, JsonNode> records(Kind kind) {
        return records.getOrDefault(kind.type(), Map.of());
    }

    List<ConflictView> conflicts() {
        return conflicts;
    }

    List<DeadLetterView> letters() {
        return letters;
    }

    List<JournalView> journal() {
        return journal;
    }

    /** Fields that Linchpin says one side lacks, {@code contacts.phone}. */
    Set<String> frozen() {
        return frozen;
    }

    boolean isFrozen(String type, String field) {
        return frozen.contains(type + "." + field);
    }

    /** Whether an open conflict or dead letter is about this field, or about the whole of it. */
    boolean isListed(Kind kind, @Nullable String key, @Nullable String record, String field) {
        return conflicts.stream()
                        .anyMatch(view -> isAbout(kind, view, key, record)
                                && (view.conflict().field().equals(field)
                                        || view.conflict().isAboutRecord()))
                || letters.stream()
                        .anyMatch(view -> view.type().equals(kind.mapping().type())
                                && isAbout(view.row(), view.record(), key, record)
                                && (view.letter().field().equals(field)
                                        || view.letter().field().isEmpty()));
    }

    private static boolean isAbout(
            Kind kind, Inspection.ConflictView view, @Nullable String key, @Nullable String record) {
        return view.type().equals(kind.mapping().type()) && isAbout(view.row(), view.record(), key, record);
    }

    private static boolean isAbout(
            @Nullable Object row, @Nullable Object record, @Nullable String key, @Nullable String id) {
        return (row != null && row.toString().equals(key))
                || (record != null && record.toString().equals(id));
    }
}
