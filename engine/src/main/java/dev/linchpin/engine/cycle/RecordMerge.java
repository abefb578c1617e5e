package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.EditTimes;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Row;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The merge of one whole record: a decision for each field. Pure.
 *
 * @param decisions by field, without those that are in step; an edit of ours that turned out to hide another's is decided
 *     by what was hidden
 * @param needTimes fields that cannot be decided before their history has been read
 */
record RecordMerge(Map<String, FieldDecision> decisions, Set<String> needTimes) {

    /**
     * @param bases what the sides last agreed on, settled attempts included
     * @param timed fields whose history was read with the record
     */
    static RecordMerge of(
            FieldMerge merge,
            ObjectMapping mapping,
            Claim claim,
            Map<String, BasePair> bases,
            Row row,
            HubSpotRecord record,
            Settlement settlement,
            Set<String> timed) {
        var decisions = new LinkedHashMap<String, FieldDecision>();
        var needTimes = new TreeSet<String>();
        var frozen = claim.conflicts().stream()
                .filter(Conflict::isForAPersonOnly)
                .map(Conflict::field)
                .collect(Collectors.toSet());
        for (var mapped : mapping.fields().values()) {
            var field = bases.isEmpty() ? firstLinked(mapping, mapped) : mapped;
            var name = field.name();
            var hidden = settlement.overwritten().get(name);
            var isUnreadable = row.unreadable().containsKey(name) && field.direction() != Direction.FROM_HUBSPOT;
            if ((frozen.contains(name) || isUnreadable) && hidden == null) {
                continue;
            }
            var local = row.value(name);
            var hubspot = field.type().read(record.property(field.property()));
            var editedLocally = claim.link().editedInSql(name);
            var decision = hidden != null
                    ? merge.afterOverwriting(
                            field,
                            hidden.replacement(),
                            local,
                            timed.contains(name) ? new EditTimes(editedLocally, hidden.at()) : null)
                    : merge.decide(
                            field,
                            bases.get(name),
                            local,
                            hubspot,
                            timed.contains(name) ? new EditTimes(editedLocally, editedInHubSpot(record, field)) : null);
            switch (decision) {
                case FieldDecision.NeedsTimes _ -> needTimes.add(name);
                // A write that was right to replace an edit is told all the same: the journal keeps what it replaced.
                case FieldDecision.InStep _ when hidden == null -> {}
                default -> decisions.put(name, decision);
            }
        }
        if (settlement.overwritten().isEmpty()) {
            new Together(
                            merge,
                            mapping,
                            row,
                            record,
                            decisions,
                            needTimes,
                            name -> timed.contains(name)
                                    ? new EditTimes(
                                            claim.link().editedInSql(name),
                                            editedInHubSpot(record, mapping.field(name)))
                                    : null)
                    .unite();
        }
        return new RecordMerge(decisions, needTimes);
    }

    /** On the first link, one side may hold whatever the policy for later says. */
    private static Field firstLinked(ObjectMapping mapping, Field field) {
        return switch (mapping.traits().firstLink()) {
            case FILL_BLANKS -> field;
            case HUBSPOT -> field.withPolicy(Policy.HUBSPOT_WINS);
            case DATABASE -> field.withPolicy(Policy.DATABASE_WINS);
        };
    }

    /** The time of the newest entry of others: our own only repeat what somebody did before. */
    private static @Nullable Instant editedInHubSpot(HubSpotRecord record, Field field) {
        return record.historyOf(field.property()).stream()
                .filter(entry -> !entry.ours())
                .map(PropertyChange::at)
                .findFirst()
                .orElse(null);
    }
}
