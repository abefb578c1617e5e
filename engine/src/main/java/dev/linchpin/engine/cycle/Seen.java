package dev.linchpin.engine.cycle;

import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One whole link in the hands of a cycle: what was read, and what follows from it.
 *
 * @param state what stands behind the record's id
 * @param decisions of the merge, by field; empty unless the plan is to merge
 */
record Seen(
        Claim claim, RecordState state, LinkPlan plan, Settlement settlement, Map<String, FieldDecision> decisions) {

    Link link() {
        return claim.link();
    }

    RowKey rowKey() {
        var row = link().row();
        if (row == null) {
            throw new IllegalStateException("Link " + link().id() + " is not whole");
        }
        return row;
    }

    Seen withPlan(LinkPlan other) {
        return new Seen(claim, state, other, settlement, decisions);
    }

    Seen withDecisions(Map<String, FieldDecision> others) {
        return new Seen(claim, state, plan, settlement, others);
    }

    /** After what it sent was audited at once; what was found out before is committed by now. */
    Seen withAudit(Settlement audit) {
        return new Seen(
                claim,
                state,
                plan,
                new Settlement(
                        settlement.bases(),
                        List.of(),
                        List.of(),
                        audit.audited(),
                        List.of(),
                        audit.overwritten(),
                        null),
                decisions);
    }

    /** The bases as stored, moved by what the settlement found out. */
    Map<String, BasePair> bases() {
        var bases = new HashMap<>(link().base());
        bases.putAll(settlement.bases());
        return bases;
    }

    /** The link as it is once the settlement is committed, having been seen in this state. */
    Link settled(HubSpotRecord record) {
        return link().withBase(bases()).withHubspotUpdatedAt(record.updatedAt());
    }

    /** Commits what was found out about earlier attempts; the new bases are saved with the link. */
    void commitSettlement(Transaction tx, Journal journal) {
        journalAcknowledged(journal);
        tx.acknowledge(settlement.waiting());
        tx.close(settlement.closed());
    }

    /** Tells of the writes that were found in HubSpot's history. */
    void journalAcknowledged(Journal journal) {
        for (var attempt : settlement.acknowledged()) {
            journal.field(
                    claim,
                    Side.HUBSPOT,
                    Action.UPDATE,
                    attempt.field(),
                    attempt.seen(),
                    attempt.sent(),
                    "database changed; found in HubSpot's history");
        }
    }

    /** Nothing may be sent while an earlier request may still arrive, nor before a hidden edit has been dealt with. */
    boolean maySend() {
        return !settlement.isPending() && settlement.overwritten().isEmpty();
    }
}
