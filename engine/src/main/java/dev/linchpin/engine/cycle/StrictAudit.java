package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.push.Push;
import dev.linchpin.engine.cycle.push.PushResult;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Looks, within the cycle, for edits that its own writes have just replaced: before their bases and queue entries are settled,
 * so that nobody is ever told that a record is in step while a hidden edit waits to be found.
 */
final class StrictAudit {
    private final Environment environment;
    private final ObjectMapping mapping;
    private final RecordReader reader;
    private final Runnable drainCapture;

    /** @param drainCapture takes in everything that the change log holds */
    StrictAudit(Environment environment, ObjectMapping mapping, RecordReader reader, Runnable drainCapture) {
        this.environment = environment;
        this.mapping = mapping;
        this.reader = reader;
        this.drainCapture = drainCapture;
    }

    /**
     * By link id, what was sent together with what its history shows now. Writes that cannot be audited at once are left out:
     * their attempts are kept, and the next look audits them.
     */
    Map<Long, Seen> of(List<Seen> seen, Map<Long, PushResult> pushed, Lane lane) {
        var written = seen.stream()
                .filter(one -> pushed.get(one.link().id())
                                instanceof PushResult(var _, WriteOutcome.Written(var answer, var _))
                        && answer.id().equals(one.link().record()))
                .toList();
        var fields = new TreeSet<String>();
        written.forEach(one -> fields.addAll(sent(one, pushed).attempts().keySet()));
        if (written.isEmpty()) {
            return Map.of();
        }
        var ids = written.stream()
                .map(one -> one.link().record())
                .filter(Objects::nonNull)
                .toList();
        Map<HubSpotId, RecordState> states;
        try {
            states = reader.readWithHistory(ids, fields, lane);
        } catch (HubSpotException notNow) {
            return Map.of();
        }
        var audits = new HashMap<Long, Seen>();
        for (var one : written) {
            if (states.get(one.link().record()) instanceof RecordState.Live state) {
                audits.put(one.link().id(), audited(one, sent(one, pushed), state));
            }
        }
        return audits;
    }

    private static Push sent(Seen one, Map<Long, PushResult> pushed) {
        return Objects.requireNonNull(pushed.get(one.link().id())).push();
    }

    private Seen audited(Seen before, Push push, RecordState.Live state) {
        var acknowledged = push.all().stream()
                .map(attempt -> attempt.acknowledgedAt(state.record().updatedAt()))
                .toList();
        var found = Settlement.of(mapping, acknowledged, state, environment.now());
        var after = before.withAudit(found);
        return found.overwritten().isEmpty() ? after : after.withDecisions(decisions(before, after, state));
    }

    /** Those of the merge, and for what was hidden those of its policy. */
    private Map<String, FieldDecision> decisions(Seen before, Seen after, RecordState.Live state) {
        var decisions = new HashMap<>(before.decisions());
        if (!(before.plan() instanceof LinkPlan.Merge(var row, var _))) {
            return decisions;
        }
        drainCapture.run();
        var link = environment
                .store()
                .inTransaction(tx -> tx.links(List.of(before.link().id())))
                .get(before.link().id());
        var claim = link == null ? before.claim() : before.claim().withLocalTimes(link.localTimes());
        var hidden = after.settlement().overwritten().keySet();
        var merge = RecordMerge.of(
                environment.merge(),
                mapping,
                claim,
                after.bases(),
                row,
                state.record(),
                after.settlement(),
                new HashSet<>(hidden));
        hidden.forEach(name -> {
            var decision = merge.decisions().get(name);
            if (decision != null) {
                decisions.put(name, decision);
            }
        });
        return decisions;
    }
}
