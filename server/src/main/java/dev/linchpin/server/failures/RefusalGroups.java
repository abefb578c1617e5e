package dev.linchpin.server.failures;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.DeadLetterFilter;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Inspection.Refusals;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Sieve;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dead letters by what they were refused for. Thread-safe. */
final class RefusalGroups {
    /** All dead letters of one cause. */
    record Group(
            String cause,
            String objectType,
            @Nullable String fieldName,
            @Nullable String fieldLabel,
            String refusedBy,
            String message,
            String advice,
            long count,
            Instant firstAt,
            Instant lastAt) {

        private Group plus(Refusals more) {
            return new Group(
                    cause,
                    objectType,
                    fieldName,
                    fieldLabel,
                    refusedBy,
                    message,
                    advice,
                    count + more.count(),
                    firstAt.isBefore(more.firstAt()) ? firstAt : more.firstAt(),
                    lastAt.isAfter(more.lastAt()) ? lastAt : more.lastAt());
        }
    }

    private final Inspection inspection;
    private final MappedTypes types;

    RefusalGroups(Inspection inspection, MappedTypes types) {
        this.inspection = inspection;
        this.types = types;
    }

    /**
     * The largest first.
     *
     * @param type null for all
     */
    List<Group> all(@Nullable ObjectType type) {
        var groups = new LinkedHashMap<RefusalCause, Group>();
        for (var refusals : inspection.refusals()) {
            if (type == null || type.equals(refusals.type())) {
                var cause = RefusalCause.of(refusals);
                var known = groups.get(cause);
                groups.put(cause, known == null ? first(cause, refusals) : known.plus(refusals));
            }
        }
        return groups.values().stream()
                .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::cause))
                .toList();
    }

    private Group first(RefusalCause cause, Refusals refusals) {
        var field = cause.field().isEmpty() ? null : cause.field();
        return new Group(
                cause.id(),
                cause.type().name(),
                field,
                types.label(cause.type(), cause.field()),
                cause.side().name(),
                cause.message(),
                Advice.of(cause.side(), field, refusals.message()),
                refusals.count(),
                refusals.firstAt(),
                refusals.lastAt());
    }

    /** A page of the dead letters that have this cause, too; none when there is no such cause. */
    Page<DeadLetterView> page(Filter about, String cause, @Nullable String after, int limit) {
        var place = RefusalCause.place(cause).orElse(null);
        if (place == null
                || (about.type() != null && !about.type().equals(place.type()))
                || (about.field() != null && !about.field().equals(place.field()))) {
            return new Page<>(List.of(), null);
        }
        var filter = new DeadLetterFilter(
                new Filter(place.type(), about.row(), about.record(), place.field()), place.side());
        return new Sieve<DeadLetterView>(
                        (from, most) -> inspection.deadLetters(filter, from, most),
                        some -> some.stream()
                                .filter(view ->
                                        Objects.equals(RefusalCause.of(view).id(), cause))
                                .toList(),
                        view -> String.valueOf(view.letter().id()))
                .page(after, limit);
    }
}
