package dev.linchpin.engine.cycle;

import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Records of a listing that nothing here knows or resembles: in the first load of an account nearly all are. They get rows,
 * links and bases at once, many by each statement; whatever else was listed is marked and left to the cycle.
 */
final class Newcomers {
    private final ObjectMapping mapping;

    Newcomers(ObjectMapping mapping) {
        this.mapping = mapping;
    }

    /** What each record's row would hold: worked out before the transaction, which holds others up. */
    List<NewRow> read(List<HubSpotRecord> listed) {
        return listed.stream().map(record -> NewRow.of(mapping, record)).toList();
    }

    /** Answers what is left to the cycle, claimed as far as nobody else works on it. */
    List<Claim> takeIn(Transaction tx, List<NewRow> read, Journal journal) {
        var listed = read.stream().map(NewRow::record).toList();
        var ids = listed.stream().map(HubSpotRecord::id).toList();
        var linked = tx.linksByRecord(mapping.type(), ids).keySet();
        var unlinked =
                listed.stream().filter(record -> !linked.contains(record.id())).toList();
        var known = RecordMatches.of(tx, mapping, List.of(), unlinked);
        var mayBeOurs = mayBeOurs(tx);
        var marks = new ArrayList<Mark>();
        var newcomers = new LinkedHashMap<HubSpotId, NewRow>();
        for (var row : read) {
            var record = row.record();
            if (linked.contains(record.id()) || known.concern(record) || mayBeOurs) {
                marks.add(new Mark.OfRecord(mapping.type(), record.id(), Cause.LOAD));
            } else if (mapping.scope().includes(record::property)) {
                newcomers.put(record.id(), row);
            }
        }
        marks.addAll(insert(tx, List.copyOf(newcomers.values()), journal));
        return claim(tx, marks);
    }

    /** Without a {@code linchpin_id} on it, a new record may be that of a create whose answer is not in yet. */
    private boolean mayBeOurs(Transaction tx) {
        return !mapping.traits().announced()
                && tx.identities().earliestIntent(mapping.type()).isPresent();
    }

    /** Answers what remains to be done. */
    private List<Mark> insert(Transaction tx, List<NewRow> newcomers, Journal journal) {
        var writes = tx.write(mapping, newcomers.stream().map(NewRow::insertion).toList());
        var marks = new ArrayList<Mark>();
        var links = new ArrayList<Link>();
        for (var i = 0; i < newcomers.size(); i++) {
            var newcomer = newcomers.get(i);
            var record = newcomer.record();
            switch (writes.get(i)) {
                case RowWrite.Written(var row) ->
                    links.add(new Link(
                            0,
                            mapping.type(),
                            row.key(),
                            record.id(),
                            null,
                            newcomer.bases(row),
                            Map.of(),
                            record.updatedAt()));
                // The cycle tries it once more, and tells why it cannot be.
                case RowWrite.Refused _ -> marks.add(new Mark.OfRecord(mapping.type(), record.id(), Cause.LOAD));
            }
        }
        var begun = tx.bulkLinks().begin(links);
        for (var link : begun) {
            journal.record(link, Cause.LOAD, Side.DATABASE, Action.CREATE, "loaded from HubSpot");
            if (link.base().size() < mapping.fields().size() || !mapping.edges().isEmpty()) {
                marks.add(new Mark.OfLink(link.id(), Cause.LOAD));
            }
        }
        if (begun.size() < links.size()) {
            var stored = begun.stream().map(Link::row).collect(Collectors.toSet());
            links.removeIf(link -> stored.contains(link.row()));
            marks.addAll(takeBack(tx, links));
        }
        return marks;
    }

    /** Rows of records that found another link meanwhile: they are one too many. */
    private List<Mark> takeBack(Transaction tx, List<Link> links) {
        var rows = links.stream().map(Link::row).filter(Objects::nonNull).toList();
        tx.lockRows(mapping, rows);
        tx.write(mapping, rows.stream().<RowChange>map(RowChange.Delete::new).toList());
        return links.stream()
                .map(Link::record)
                .filter(Objects::nonNull)
                .<Mark>map(record -> new Mark.OfRecord(mapping.type(), record, Cause.LOAD))
                .toList();
    }

    private List<Claim> claim(Transaction tx, List<Mark> marks) {
        if (marks.isEmpty()) {
            return List.of();
        }
        tx.mark(marks);
        var links = new ArrayList<Long>();
        var records = new ArrayList<HubSpotId>();
        for (var mark : marks) {
            switch (mark) {
                case Mark.OfLink link -> links.add(link.linkId());
                case Mark.OfRecord record -> records.add(record.id());
                case Mark.OfRow _ -> throw new IllegalStateException("Rows are not listed");
            }
        }
        tx.linksByRecord(mapping.type(), records).values().forEach(link -> links.add(link.id()));
        return tx.claim(links);
    }
}
