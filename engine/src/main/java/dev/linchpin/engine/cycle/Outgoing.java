package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.push.Push;
import dev.linchpin.engine.cycle.push.PushResult;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends the database's changes to existing HubSpot records: attempts are committed first, then the batch goes out. */
final class Outgoing {
    private final Environment environment;
    private final ObjectMapping mapping;

    Outgoing(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    /**
     * @param readAt when HubSpot was read; what would leave later than {@link Environment#FRESH} after is not sent
     * @return by link id, for every link of which something was to be sent
     */
    Map<Long, PushResult> send(List<Seen> seen, Instant readAt, Lane lane) {
        var deadline = environment.attemptDeadline();
        var sending = new ArrayList<Seen>();
        var pushes = new ArrayList<Push>();
        for (var one : seen) {
            if (one.maySend() && one.plan() instanceof LinkPlan.Merge(var _, var record)) {
                var push = Push.of(mapping, one.claim(), one.decisions(), record, deadline);
                if (!push.isEmpty()) {
                    sending.add(one);
                    pushes.add(push);
                }
            }
        }
        if (pushes.isEmpty()) {
            return Map.of();
        }
        // This also checks that this process still owns the connection: the last moment to find out before the write.
        var committed = environment.store().inTransaction(tx -> commitAttempts(tx, sending, pushes));
        var writes = committed.stream()
                .map(push ->
                        push.write(mapping, String.valueOf(push.claim().link().record())))
                .toList();
        var outcomes = environment
                .hubspot()
                .update(mapping.type(), writes, new WriteOptions(lane, readAt.plus(Environment.FRESH)));
        environment.ownWrites().acknowledged(mapping.type(), outcomes, environment.now());
        var results = new HashMap<Long, PushResult>();
        for (var i = 0; i < committed.size(); i++) {
            var push = committed.get(i);
            results.put(push.claim().link().id(), new PushResult(push, outcomes.get(i)));
        }
        return results;
    }

    private List<Push> commitAttempts(Transaction tx, List<Seen> sending, List<Push> pushes) {
        var journal = new Journal(environment.now());
        for (var one : sending) {
            if (one.plan() instanceof LinkPlan.Merge(var _, var record)
                    && !one.settlement().equals(Settlement.NOTHING)) {
                one.commitSettlement(tx, journal);
                tx.save(List.of(one.settled(record)));
            }
        }
        tx.journal(journal.entries());
        return Push.open(tx, pushes);
    }
}
