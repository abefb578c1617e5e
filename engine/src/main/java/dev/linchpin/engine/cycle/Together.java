package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.EditTimes;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes one decision of those about fields that mean something only together, such as a stage and its pipeline: half of each
 * side's would be a pair that neither side ever had, and that HubSpot refuses. Pure.
 *
 * @param decisions about each field for itself; rewritten
 * @param needTimes fields that cannot be decided before their history has been read; rewritten
 * @param times by field, when each side was edited; null while they are not known
 */
record Together(
        FieldMerge merge,
        ObjectMapping mapping,
        Row row,
        HubSpotRecord record,
        Map<String, FieldDecision> decisions,
        Set<String> needTimes,
        Function<String, @Nullable EditTimes> times) {

    void unite() {
        for (var group : mapping.traits().together()) {
            var fields = group.stream()
                    .map(name -> mapping.fields().get(name))
                    .filter(Objects::nonNull)
                    .toList();
            if (fields.size() > 1 && fields.stream().allMatch(field -> field.direction() == Direction.BOTH)) {
                unite(fields);
            }
        }
    }

    private void unite(List<Field> fields) {
        var toHubSpot = any(fields, FieldDecision.ToHubSpot.class);
        var forDatabase = any(fields, FieldDecision.DecidedForDatabase.class);
        var toDatabase = any(fields, FieldDecision.ToDatabase.class);
        var contested = any(fields, FieldDecision.Contested.class)
                || fields.stream().anyMatch(field -> needTimes.contains(field.name()));
        if (contested || (toDatabase && (toHubSpot || forDatabase))) {
            decideAsOne(fields);
        } else if (forDatabase) {
            // What was decided locally is sent by the next cycle, and the rest with it.
            fields.stream()
                    .map(Field::name)
                    .filter(name -> decisions.get(name) instanceof FieldDecision.ToHubSpot)
                    .forEach(decisions::remove);
        }
    }

    private boolean any(List<Field> fields, Class<? extends FieldDecision> kind) {
        return fields.stream().anyMatch(field -> kind.isInstance(decisions.get(field.name())));
    }

    /** Both sides changed the group: the leading field's policy decides about all of it, by the latest edit to any of it. */
    private void decideAsOne(List<Field> fields) {
        var known = fields.stream()
                .map(field -> times.apply(field.name()))
                .filter(Objects::nonNull)
                .toList();
        var together = known.size() < fields.size()
                ? null
                : new EditTimes(latest(known, EditTimes::local), latest(known, EditTimes::hubspot));
        for (var field : fields) {
            var name = field.name();
            var local = row.value(name);
            var hubspot = field.type().read(record.property(field.property()));
            if (field.type().same(local, hubspot)) {
                continue;
            }
            var asLeading = new Field(
                    name,
                    field.property(),
                    field.column(),
                    field.type(),
                    field.direction(),
                    fields.getFirst().policy());
            decisions.remove(name);
            needTimes.remove(name);
            switch (merge.bothChanged(asLeading, local, hubspot, together)) {
                case FieldDecision.NeedsTimes _ ->
                    fields.stream().map(Field::name).forEach(needTimes::add);
                case FieldDecision decision -> decisions.put(name, decision);
            }
        }
    }

    private static @Nullable Instant latest(List<EditTimes> times, Function<EditTimes, @Nullable Instant> side) {
        return times.stream()
                .map(side)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
