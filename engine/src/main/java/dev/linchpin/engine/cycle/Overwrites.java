package dev.linchpin.engine.cycle;

import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of a merge's decisions replace a value that nobody is known to have edited. Pure.
 *
 * <p>Where the two sides never agreed on a field, a first link or a new field in the mapping would do so. Where they did and
 * the row differs without a captured edit, the row was put there as it is past the triggers: a table restored from a backup.
 */
final class Overwrites {
    private Overwrites() {}

    static Set<String> of(ObjectMapping mapping, Seen seen) {
        if (!(seen.plan() instanceof LinkPlan.Merge(var row, var _))) {
            return Set.of();
        }
        return seen.decisions().entrySet().stream()
                .filter(decided -> !seen.settlement().overwritten().containsKey(decided.getKey()))
                .filter(decided -> isUnaccountedFor(mapping.field(decided.getKey()), decided.getValue(), seen, row))
                .map(decided -> decided.getKey())
                .collect(Collectors.toSet());
    }

    private static boolean isUnaccountedFor(Field field, FieldDecision decision, Seen seen, Row row) {
        var base = seen.bases().get(field.name());
        if (base == null) {
            return switch (decision) {
                case FieldDecision.ToDatabase _ -> !row.value(field.name()).isBlank();
                // A value that the two come to together, such as a merged set, loses nothing.
                case FieldDecision.DecidedLocally decided -> decided.result().equals(row.value(field.name()));
                default -> false;
            };
        }
        return switch (decision) {
            case FieldDecision.ToHubSpot _, FieldDecision.DecidedLocally _ ->
                !base.hubspot().isBlank() && isMovedByEditsOnly(field) && !isEdited(field, seen);
            default -> false;
        };
    }

    /** Other fields the merge itself moves or puts back when only HubSpot changed, which is no accident. */
    private static boolean isMovedByEditsOnly(Field field) {
        return field.direction() == Direction.BOTH
                && switch (field.policy()) {
                    case MANUAL, HUBSPOT_WINS, DATABASE_WINS, LATEST_WINS, MERGE -> true;
                    case MAX, MIN, SUM, FORWARD_ONLY -> false;
                };
    }

    /** Captured since the two were last in step, or settled by a person. */
    private static boolean isEdited(Field field, Seen seen) {
        var times = seen.link().localTimes();
        return seen.claim().cause() == Cause.PERSON
                || times.containsKey(field.name())
                || times.containsKey(Link.WHOLE_ROW);
    }
}
