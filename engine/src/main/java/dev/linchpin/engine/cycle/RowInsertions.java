package dev.linchpin.engine.cycle;

import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives HubSpot records rows of their own, within the transaction of one batch. */
final class RowInsertions {
    private final ObjectMapping mapping;
    private final Transaction tx;
    private final Set<Long> mine;
    private final Journal journal;
    private final Instant now;
    private final List<Insertion> insertions = new ArrayList<>();
    private final Map<Long, Next> others = new HashMap<>();

    private record Insertion(Claim claim, NewRow row) {
        HubSpotRecord record() {
            return row.record();
        }
    }

    /** @param mine links, by id, that the batch has claimed */
    RowInsertions(ObjectMapping mapping, Transaction tx, Set<Long> mine, Journal journal, Instant now) {
        this.mapping = mapping;
        this.tx = tx;
        this.mine = mine;
        this.journal = journal;
        this.now = now;
    }

    void add(Claim claim, HubSpotRecord record) {
        insertions.add(new Insertion(claim, NewRow.of(mapping, record)));
    }

    /** What is next for those that are not done with, by link. */
    Map<Long, Next> run(RecordMatches known) {
        if (insertions.isEmpty()) {
            return Map.of();
        }
        var writes = tx.write(
                mapping,
                insertions.stream()
                        .map(insertion -> insertion.row().insertion())
                        .toList());
        var links = new ArrayList<Link>();
        for (var i = 0; i < insertions.size(); i++) {
            var claim = insertions.get(i).claim();
            var tombstone = known.tombstones().get(insertions.get(i).record().id());
            if (tombstone != null) {
                tx.forget(List.of(tombstone));
                journal.record(claim.link(), claim.cause(), Side.HUBSPOT, Action.LINK, "restored in HubSpot");
            }
            switch (writes.get(i)) {
                case RowWrite.Written(var row) ->
                    inserted(claim, insertions.get(i).row(), row).ifPresent(links::add);
                case RowWrite.Refused(var message) ->
                    new RowLanding(mapping, tx, journal, now).bury(claim, "", Value.BLANK, message);
            }
        }
        tx.save(links);
        return others;
    }

    private Optional<Link> inserted(Claim claim, NewRow fresh, Row row) {
        var record = fresh.record();
        if (!tx.join(claim.link(), row.key(), record.id(), mine)) {
            // The record found another link meanwhile: then this row is one too many.
            tx.lockRows(mapping, List.of(row.key()));
            tx.write(mapping, List.of(new RowChange.Delete(row.key())));
            others.put(claim.link().id(), new Next.AtOnce());
            return Optional.empty();
        }
        journal.heal(tx, mapping.type(), claim.deadLetters());
        journal.agree(tx, mapping.type(), claim.conflicts());
        var bases = fresh.bases(row);
        if (fresh.isUnsettled(bases)) {
            others.put(claim.link().id(), new Next.AtOnce());
        }
        var link = claim.link().withRow(row.key()).withBase(bases).withHubspotUpdatedAt(record.updatedAt());
        journal.record(
                link,
                claim.cause(),
                Side.DATABASE,
                Action.CREATE,
                claim.cause() == Cause.LOAD ? "loaded from HubSpot" : "created in HubSpot");
        return Optional.of(link);
    }
}
