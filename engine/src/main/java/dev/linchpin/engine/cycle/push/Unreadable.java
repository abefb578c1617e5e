package dev.linchpin.engine.cycle.push;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.List;

/** What a row holds that cannot be taken for a value reaches HubSpot in no form, and is told to the row's owner. */
public final class Unreadable {
    private Unreadable() {}

    /** The fields whose values are missed on the other side. */
    public static List<String> of(ObjectMapping mapping, Row row) {
        return row.unreadable().keySet().stream()
                .filter(name -> mapping.fields().containsKey(name)
                        && mapping.field(name).direction() != Direction.FROM_HUBSPOT)
                .sorted()
                .toList();
    }

    /** Buries a letter for each that has none yet. */
    public static void bury(ObjectMapping mapping, Transaction tx, Journal journal, Instant now, Claim claim, Row row) {
        for (var name : of(mapping, row)) {
            var value = row.value(name);
            var known = claim.deadLetters().stream()
                    .anyMatch(letter ->
                            letter.field().equals(name) && letter.refused().equals(value));
            if (!known) {
                var why = row.unreadable().getOrDefault(name, "");
                tx.bury(new DeadLetter(0, claim.link().id(), name, Side.HUBSPOT, value, why, now, false));
                journal.field(claim, Side.HUBSPOT, Action.REFUSED, name, Value.BLANK, value, why);
                journal.event(new EngineEvent.DeadLetterBuried(mapping.type(), name));
            }
        }
    }
}
