package dev.linchpin.engine.cycle;

import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another value in the place of one that a row refused, in one transaction.
 *
 * @param state what stands behind the link's record id now; empty when it has none
 * @param row as it is now, locked; empty when it is gone
 */
record Correcting(
        ObjectMapping mapping,
        Transaction tx,
        Journal journal,
        Claim claim,
        DeadLetter letter,
        Optional<RecordState> state,
        Optional<Row> row) {

    Verdict correct(Value value) {
        var field = mapping.fields().get(letter.field());
        if (field == null || letter.side() != Side.DATABASE) {
            return new Verdict.Unsuitable("This is not about a value of HubSpot that the row refused");
        }
        if (field.direction() == Direction.FROM_HUBSPOT) {
            return new Verdict.Unsuitable("'" + field.name() + "' only comes from HubSpot: correct it there");
        }
        if (row.isEmpty() || !(state.orElse(null) instanceof RecordState.Live(var record))) {
            return new Verdict.Unknown();
        }
        var hubspot = field.type().read(record.property(field.property()));
        if (!hubspot.equals(letter.refused())) {
            return new Verdict.Unsuitable(
                    "HubSpot holds another value by now, which is tried by itself; look at the record afresh");
        }
        var change = new RowChange.Update(row.get().key(), Map.of(field.name(), value), null);
        if (tx.write(mapping, List.of(change)).getFirst() instanceof RowWrite.Refused(var message)) {
            return new Verdict.Unsuitable("The database refuses this value, too: " + message);
        }
        // Only the row differs from its base now, so the next merge carries the value to HubSpot.
        var bases = new HashMap<>(claim.link().base());
        bases.put(field.name(), new BasePair(hubspot, hubspot));
        tx.save(List.of(claim.link().withBase(bases)));
        journal.heal(tx, mapping.type(), List.of(letter));
        journal.field(
                claim,
                Side.DATABASE,
                Action.UPDATE,
                field.name(),
                row.get().value(field.name()),
                value,
                "corrected by a person");
        return new Verdict.Accepted();
    }
}
