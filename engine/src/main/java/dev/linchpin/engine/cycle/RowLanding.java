package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of values written to a row. A refusal is laid at the door of the field that caused it; the row's other fields
 * go in without it.
 */
record RowLanding(ObjectMapping mapping, Transaction tx, Journal journal, Instant now) {

    /** @param written what each field reads back as */
    record Outcome(Map<String, Value> written, Next next) {}

    Outcome land(Claim claim, Map<String, Value> values, RowWrite write, @Nullable HubSpotId record) {
        return switch (write) {
            case RowWrite.Written(var row) -> {
                var written = new HashMap<String, Value>();
                values.keySet().forEach(name -> written.put(name, row.value(name)));
                written.keySet().forEach(name -> journal.heal(tx, mapping.type(), letters(claim, name)));
                yield new Outcome(written, new Next.Done());
            }
            case RowWrite.Refused(var message)
            when values.size() <= 1 -> {
                var name = values.keySet().stream().findFirst().orElse("");
                bury(claim, name, values.getOrDefault(name, Value.BLANK), message);
                yield new Outcome(Map.of(), new Next.Done());
            }
            case RowWrite.Refused _ -> oneByOne(claim, values, record);
        };
    }

    private Outcome oneByOne(Claim claim, Map<String, Value> values, @Nullable HubSpotId record) {
        var key = claim.link().row();
        if (key == null) {
            return new Outcome(Map.of(), new Next.Done());
        }
        var written = new HashMap<String, Value>();
        for (var value : new TreeMap<>(values).entrySet()) {
            var single = Map.of(value.getKey(), value.getValue());
            var write = writeOne(key, single, record);
            if (write instanceof RowWrite.Written(var row)) {
                // The field may be the row's key.
                key = row.key();
            }
            written.putAll(land(claim, single, write, record).written());
        }
        return new Outcome(written, new Next.Done());
    }

    private RowWrite writeOne(RowKey key, Map<String, Value> values, @Nullable HubSpotId record) {
        return tx.write(mapping, List.of(new RowChange.Update(key, values, record)))
                .getFirst();
    }

    void bury(Claim claim, String field, Value refused, String message) {
        var known = claim.deadLetters().stream()
                .anyMatch(letter -> letter.side() == Side.DATABASE
                        && letter.field().equals(field)
                        && letter.refused().equals(refused));
        if (known) {
            return;
        }
        tx.bury(new DeadLetter(0, claim.link().id(), field, Side.DATABASE, refused, message, now, false));
        journal.field(claim, Side.DATABASE, Action.REFUSED, field, Value.BLANK, refused, message);
        journal.event(new EngineEvent.DeadLetterBuried(mapping.type(), field));
    }

    private static List<DeadLetter> letters(Claim claim, String field) {
        return claim.deadLetters().stream()
                .filter(letter -> letter.field().equals(field))
                .toList();
    }
}
