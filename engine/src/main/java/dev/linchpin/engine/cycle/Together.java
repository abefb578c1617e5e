package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.EditTimes;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
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
        var decidedLocally = any(fields, FieldDecision.DecidedLocally.class);
        var toDatabase = any(fields, FieldDecision.ToDatabase.class);
        var contested = any(fields, FieldDecision.Contested.class)
                || fields.stream().anyMatch(field -> needTimes.contains(field.name()));
        if (contested || (toDatabase && (toHubSpot || decidedLocally))) {
            decideAsOne(fields);
        } else if (decidedLocally) {
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
        var differing = fields.stream().filter(field -> !isSame(field)).toList();
        fields.stream().map(Field::name).forEach(needTimes::remove);
        if (differing.isEmpty()) {
            return;
        }
        var leading = differing.getFirst();
        switch (merge.bothChanged(leading, row.value(leading.name()), hubspot(leading), together)) {
            case FieldDecision.NeedsTimes _ ->
                fields.stream().map(Field::name).forEach(name -> {
                    decisions.remove(name);
                    needTimes.add(name);
                });
            case FieldDecision.ToDatabase _ -> decide(differing, Policy.HUBSPOT_WINS);
            case FieldDecision.DecidedLocally _ -> decide(differing, Policy.DATABASE_WINS);
            default -> decide(differing, Policy.MANUAL);
        }
    }

    private void decide(List<Field> differing, Policy policy) {
        for (var field : differing) {
            var decided = merge.bothChanged(field.withPolicy(policy), row.value(field.name()), hubspot(field), null);
            decisions.put(field.name(), decided);
        }
    }

    private Value hubspot(Field field) {
        return field.type().read(record.property(field.property()));
    }

    private boolean isSame(Field field) {
        return field.type().same(row.value(field.name()), hubspot(field));
    }

    private static @Nullable Instant latest(List<EditTimes> times, Function<EditTimes, @Nullable Instant> side) {
        return times.stream()
                .map(side)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
