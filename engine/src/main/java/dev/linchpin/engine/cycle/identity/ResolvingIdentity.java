package dev.linchpin.engine.cycle.identity;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One decision about which row belongs to which record, in one transaction.
 *
 * @param candidate the live record that the person named; empty when there is none, or a row was named
 */
public record ResolvingIdentity(
        ObjectMapping mapping,
        Transaction tx,
        Journal journal,
        Claim claim,
        Conflict conflict,
        Optional<HubSpotRecord> candidate) {

    public Verdict resolve(Choice choice) {
        var link = claim.link();
        return switch (choice) {
            case Choice.KeptApart() when conflict.kind() == Conflict.Kind.DOUBLE || !link.isWhole() -> keptApart();
            case Choice.LinkedWithRecord(var id)
            when link.record() == null && link.row() != null -> withRecord(link.row(), id);
            case Choice.LinkedWithRow(var key)
            when link.row() == null && link.record() != null -> withRow(key, link.record());
            case Choice.KeptApart() ->
                new Verdict.Unsuitable(
                        "Delete the row, or the other one named in the conflict, and it closes by itself");
            case Choice _
            when conflict.kind() == Conflict.Kind.DOUBLE ->
                new Verdict.Unsuitable("Merge or delete one of the two records in HubSpot, or settle this by"
                        + " 'separate' if both are meant to be");
            case Choice _ ->
                new Verdict.Unsuitable("Which belong together is settled by 'link' with the "
                        + (link.row() == null ? "row" : "record")
                        + " meant, or by 'separate'; or change or delete one of those named in the conflict, and"
                        + " it closes by itself");
        };
    }

    private Verdict keptApart() {
        var link = claim.link();
        var key = link.row();
        if (key != null && !link.isWhole()) {
            var row = tx.rows(mapping, List.of(key)).get(key);
            var unique = mapping.identity().stream()
                    .filter(mapping::isUnique)
                    .filter(name -> row != null && !row.value(name).isBlank())
                    .findFirst();
            if (unique.isPresent()) {
                return new Verdict.Unsuitable("HubSpot keeps no two " + mapping.type() + " with one " + unique.get()
                        + ": change it in the row, or settle this by 'link'");
            }
        }
        tx.identities().keepApart(List.of(link.id()));
        tx.identities().checked(List.of(link.id()));
        return settled("separate", Action.RESOLVED, "different things, said a person");
    }

    private Verdict withRecord(RowKey row, HubSpotId id) {
        if (candidate.isEmpty() || !candidate.get().id().equals(id)) {
            return new Verdict.Unsuitable("HubSpot has no live record " + id + " of " + mapping.type());
        }
        var owner = tx.linksByRecord(mapping.type(), List.of(id)).get(id);
        if (owner != null && owner.row() != null) {
            return new Verdict.Unsuitable("Record " + id + " belongs to row " + owner.row() + " already");
        }
        var linchpinId = candidate.get().property(Environment.LINCHPIN_ID);
        if (linchpinId != null
                && tx.linksByLinchpinId(mapping.type(), List.of(linchpinId)).containsKey(linchpinId)) {
            return new Verdict.Unsuitable("Record " + id + " was created for another row, which takes it any moment");
        }
        var verdict = join(row, id);
        if (verdict instanceof Verdict.Accepted) {
            tx.forget(tx.tombstonesByRecord(mapping.type(), List.of(id)).values());
        }
        return verdict;
    }

    private Verdict withRow(RowKey key, HubSpotId record) {
        if (!tx.rows(mapping, List.of(key)).containsKey(key)) {
            return new Verdict.Unsuitable("There is no row " + key + " of " + mapping.type());
        }
        var owner = tx.linksByRow(mapping.type(), List.of(key)).get(key);
        if (owner != null && owner.record() != null) {
            return new Verdict.Unsuitable("Row " + key + " belongs to record " + owner.record() + " already");
        }
        return join(key, record);
    }

    private Verdict join(RowKey row, HubSpotId record) {
        var namer = Namers.of(mapping, tx, List.of(record)).besides(row, record);
        if (namer.isPresent()) {
            return new Verdict.Unsuitable("Row " + namer.get() + " holds the id of record " + record
                    + ": delete that row, or empty the column, before another one takes the record");
        }
        return tx.join(claim.link(), row, record, Set.of(claim.link().id()))
                ? settled("link", Action.LINK, "linked by a person")
                : new Verdict.Busy();
    }

    /** Others that were in doubt because of this one are looked at again. */
    private Verdict settled(String resolution, Action action, String decision) {
        tx.closeConflicts(List.of(conflict), resolution);
        journal.field(claim, Side.HUBSPOT, action, "", Value.BLANK, Value.BLANK, decision);
        journal.event(new EngineEvent.ConflictClosed(mapping.type(), "", resolution));
        tx.mark(tx.identities().contested(mapping.type()).stream()
                .map(id -> new Mark.OfLink(id, Cause.RETRY))
                .toList());
        return new Verdict.Accepted();
    }
}
