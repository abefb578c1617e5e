package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.EditTimes;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
                .filter(conflict -> conflict.kind().keepsValue())
                .map(Conflict::field)
                .collect(Collectors.toSet());
        for (var field : mapping.fields().values()) {
            var name = field.name();
            if (frozen.contains(name)) {
                continue;
            }
            var history = record.historyOf(field.property());
            var hidden = settlement.overwritten().get(name);
            if (hidden != null) {
                var times = new EditTimes(claim.link().localTimes().get(name), hidden.at());
                decisions.put(name, merge.afterOverwriting(field, hidden.by().sent(), hidden.value(), times));
                continue;
            }
            var times = timed.contains(name)
                    ? new EditTimes(
                            claim.link().localTimes().get(name),
                            history.stream()
                                    .filter(entry -> !entry.ours())
                                    .map(PropertyChange::at)
                                    .findFirst()
                                    .orElse(null))
                    : null;
            var hubspot = field.type().read(record.property(field.property()));
            switch (merge.decide(field, bases.get(name), row.value(name), hubspot, times)) {
                case FieldDecision.InStep _ -> {}
                case FieldDecision.NeedsTimes _ -> needTimes.add(name);
                case FieldDecision decision -> decisions.put(name, decision);
            }
        }
        return new RecordMerge(decisions, needTimes);
    }
}
