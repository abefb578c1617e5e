package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lands a link whose record was merged into another one in HubSpot. Of all rows whose records live on in the survivor one
 * inherits it: its link is pointed there, and everything else goes on as before. The other rows stay as they are, in conflict
 * until a person has looked at them, and what they held that HubSpot never got is raised with the heir.
 *
 * @param locked the rows of all links that land, under lock
 */
record MergeLanding(ObjectMapping mapping, Transaction tx, Journal journal, Instant now, LockedRows locked) {
    private static final Duration WHILE_OTHERS_WORK = Duration.ofMillis(500);

    /** @param row as it was read; null when it is gone */
    Next land(Seen seen, HubSpotRecord survivor, @Nullable Row row) {
        var family = family(seen.link(), survivor);
        return row == null ? withoutRow(seen, survivor, family) : withRow(seen, survivor, row, family);
    }

    /** The whole links whose records live on in the survivor and whose rows are there, or which hold it already. */
    private List<Succession.Candidate> family(Link link, HubSpotRecord survivor) {
        var records = new HashSet<>(survivor.absorbed());
        records.add(survivor.id());
        var links = new HashMap<Long, Link>();
        links.put(link.id(), link);
        tx.linksByRecord(link.type(), records).values().stream()
                .filter(Link::isWhole)
                .forEach(relative -> links.put(relative.id(), relative));
        var rows = tx.rows(
                mapping,
                links.values().stream().map(Link::row).filter(Objects::nonNull).toList());
        var conflicts = tx.openConflicts().of(links.keySet());
        return links.values().stream()
                .filter(relative -> rows.containsKey(relative.row())
                        || (relative.id() != link.id() && survivor.id().equals(relative.record())))
                .map(relative -> new Succession.Candidate(
                        relative,
                        conflicts.getOrDefault(relative.id(), List.of()).stream()
                                .anyMatch(conflict ->
                                        conflict.isAboutRecord() && conflict.kind() == Conflict.Kind.IDENTITY)))
                .toList();
    }

    private Next withRow(Seen seen, HubSpotRecord survivor, Row row, List<Succession.Candidate> family) {
        var heir = Succession.heir(mapping, survivor, family);
        if (heir.isEmpty()) {
            // The row went since it was read.
            return new Next.AtOnce();
        }
        if (heir.get().id() != seen.link().id()) {
            return giveWay(seen, survivor, row, heir.get());
        }
        if (outlived(seen, survivor)) {
            tx.mark(List.of(new Mark.OfRecord(
                    seen.link().type(), survivor.id(), seen.claim().cause())));
            return new Next.Later(now.plus(WHILE_OTHERS_WORK));
        }
        // What the others have written to the survivor is settled before its values are taken for HubSpot's.
        var unsettled = family.stream()
                .filter(relative -> relative.link().id() != seen.link().id() && !relative.lost())
                .map(relative ->
                        new Mark.OfLink(relative.link().id(), seen.claim().cause()))
                .toList();
        if (!unsettled.isEmpty()) {
            acknowledge(seen);
            tx.mark(unsettled);
            return new Next.Later(now.plus(WHILE_OTHERS_WORK));
        }
        return inherit(seen, survivor, validBases(seen));
    }

    /** Whether another row had the survivor until that was archived, and gets it back now that somebody restored it. */
    private boolean outlived(Seen seen, HubSpotRecord survivor) {
        var tombstone = tx.tombstonesByRecord(seen.link().type(), List.of(survivor.id()))
                .get(survivor.id());
        return tombstone != null && tombstone.isOutlived() && !seen.rowKey().equals(tombstone.row());
    }

    /** So that those who wait for this link's writes to be over do not wait for ever; audited they are in the survivor. */
    private void acknowledge(Seen seen) {
        var settlement = seen.settlement();
        if (settlement.acknowledged().isEmpty() && settlement.failed().isEmpty()) {
            return;
        }
        seen.journalAcknowledged(journal);
        tx.acknowledge(settlement.acknowledged().stream()
                .map(attempt -> attempt.acknowledgedAt(now))
                .toList());
        tx.close(settlement.failed());
        tx.save(List.of(seen.link().withBase(seen.bases())));
    }

    /** What was raised of an absorbed row's edits is no agreement, should that row inherit after all. */
    private Map<String, BasePair> validBases(Seen seen) {
        var bases = new HashMap<>(seen.link().base());
        if (isContested(seen)) {
            bases.entrySet()
                    .removeIf(base -> !mapping.fields().containsKey(base.getKey())
                            || !mapping.field(base.getKey())
                                    .type()
                                    .same(
                                            base.getValue().local(),
                                            base.getValue().hubspot()));
        }
        return bases;
    }

    private static boolean isContested(Seen seen) {
        return seen.claim().conflicts().stream()
                .anyMatch(conflict -> conflict.isAboutRecord() && conflict.kind() == Conflict.Kind.IDENTITY);
    }

    /** A deletion that met a merge: the person in HubSpot is not the one who was deleted, or not that one alone. */
    private Next withoutRow(Seen seen, HubSpotRecord survivor, List<Succession.Candidate> family) {
        var link = seen.link();
        var heir = Succession.heir(mapping, survivor, family);
        if (heir.isEmpty()) {
            // Without bases everything that the survivor holds counts as unseen, so that a person is asked.
            return inherit(seen, survivor, Map.of());
        }
        if (locked.rows().containsKey(seen.rowKey())
                || locked.busy().contains(seen.rowKey())
                || !tx.isUnmarked(seen.claim())) {
            return new Next.AtOnce();
        }
        var handed = handOver(seen, heir.get());
        if (!(handed instanceof Next.Done)) {
            return handed;
        }
        var reason = "row deleted; its record was merged in HubSpot into record " + survivor.id();
        journal.record(link, seen.claim().cause(), Side.HUBSPOT, Action.UNLINK, reason);
        tx.end(link, new Tombstone(link.type(), link.row(), link.record(), link.linchpinId(), true, true, now, reason));
        tx.mark(family.stream()
                .map(relative -> new Mark.OfLink(relative.link().id(), Cause.RETRY))
                .toList());
        return new Next.Done();
    }

    /** Earlier attempts stay: the next look audits them in the survivor's history, which they may have reached. */
    private Next inherit(Seen seen, HubSpotRecord survivor, Map<String, BasePair> bases) {
        var link = seen.link();
        var half = tx.linksByRecord(link.type(), List.of(survivor.id())).get(survivor.id());
        if (half != null && (half.isWhole() || !tx.atWork(List.of(half.id())).isEmpty())) {
            return new Next.Later(now.plus(WHILE_OTHERS_WORK));
        }
        if (half != null) {
            tx.remove(half);
        }
        tx.save(List.of(link.withRecord(survivor.id()).withBase(bases)));
        markOtherAbsorbed(link, survivor, seen.claim().cause());
        lookAtEdges(link, link, seen);
        journal.record(
                link.withRecord(survivor.id()),
                seen.claim().cause(),
                Side.HUBSPOT,
                Action.LINK,
                "merged in HubSpot into record " + survivor.id());
        return new Next.AtOnce();
    }

    /**
     * From here on the survivor is known, so that nothing else leads to what it absorbed: links whose rows are gone, and rows
     * that outlived a record which was restored only to be merged.
     */
    private void markOtherAbsorbed(Link heir, HubSpotRecord survivor, Cause cause) {
        var marks = new ArrayList<Mark>();
        tx.linksByRecord(heir.type(), survivor.absorbed()).values().stream()
                .filter(relative -> relative.id() != heir.id())
                .forEach(relative -> marks.add(new Mark.OfLink(relative.id(), cause)));
        tx.tombstonesByRecord(heir.type(), survivor.absorbed()).values().forEach(tombstone -> {
            if (tombstone.row() != null && !tombstone.rowGone()) {
                marks.add(new Mark.OfRow(heir.type(), tombstone.row(), cause));
            }
        });
        tx.mark(marks);
    }

    private Next giveWay(Seen seen, HubSpotRecord survivor, Row row, Link heir) {
        var handed = handOver(seen, heir);
        if (!(handed instanceof Next.Done)) {
            return handed;
        }
        var bases = raisePendingEdits(seen, survivor, row, heir);
        tx.save(List.of(seen.link().withBase(bases)));
        contest(
                seen,
                "The record of this row was merged in HubSpot into " + survivor.id() + ", which belongs to row "
                        + heir.row());
        lookAtEdges(seen.link(), heir, seen);
        if (!survivor.id().equals(heir.record())) {
            tx.mark(List.of(new Mark.OfLink(heir.id(), seen.claim().cause())));
        }
        return new Next.Done();
    }

    /**
     * Commits what became of earlier writes. One that reached the survivor and replaced a value there is audited once more, as
     * the heir's: whose edit it was is for the heir's row to decide.
     */
    private Next handOver(Seen seen, Link heir) {
        var overwriting = seen.settlement().overwritten().values().stream()
                .map(Settlement.Overwritten::by)
                .toList();
        if (!overwriting.isEmpty()) {
            if (!tx.atWork(List.of(heir.id())).isEmpty()) {
                return new Next.Later(now.plus(WHILE_OTHERS_WORK));
            }
            var opened = tx.open(
                    overwriting.stream().map(attempt -> attempt.of(heir.id())).toList());
            tx.acknowledge(
                    opened.stream().map(attempt -> attempt.acknowledgedAt(now)).toList());
            tx.mark(List.of(new Mark.OfLink(heir.id(), Cause.AUDIT)));
        }
        seen.commitSettlement(tx, journal);
        return new Next.Done();
    }

    /** Edits of the row that are not in HubSpot would reach it no more. Answers bases by which they are raised only once. */
    private Map<String, BasePair> raisePendingEdits(Seen seen, HubSpotRecord survivor, Row row, Link heir) {
        var bases = new HashMap<>(seen.bases());
        var pending = new ArrayList<Conflict>();
        var heirs = Optional.ofNullable(heir.row())
                .map(key -> tx.rows(mapping, List.of(key)).get(key));
        if (heirs.isEmpty()) {
            // There is nobody to raise them with; should the heir go, this row inherits.
            return bases;
        }
        for (var field : mapping.fields().values()) {
            var name = field.name();
            var local = row.value(name);
            var base = bases.get(name);
            var hubspot = field.type().read(survivor.property(field.property()));
            var held = heirs.get().value(name);
            var edited = base == null ? !local.isBlank() : !base.local().equals(local);
            if (!edited || field.direction() == Direction.FROM_HUBSPOT) {
                continue;
            }
            bases.put(name, new BasePair(local, hubspot));
            if (!field.type().same(local, held) && !field.type().same(local, hubspot)) {
                pending.add(new Conflict(
                        0,
                        heir.id(),
                        Conflict.Kind.MERGED_AWAY,
                        name,
                        base == null ? Value.BLANK : base.local(),
                        held,
                        local,
                        1,
                        now,
                        "Row " + row.key() + ", whose record was merged into this one in HubSpot, held an edit that"
                                + " HubSpot had not got"));
            }
        }
        for (var conflict : pending) {
            tx.open(conflict);
            journal.conflict(heir, seen.claim().cause(), conflict);
            journal.event(new EngineEvent.ConflictOpened(mapping.type(), conflict.field()));
        }
        return bases;
    }

    /** HubSpot has moved the associations of the merged records to the survivor, and tells nobody. */
    private void lookAtEdges(Link merged, Link heir, Seen seen) {
        tx.edges().markNeighbours(List.of(merged.id()), seen.claim().cause());
        tx.edges().mark(List.of(new Mark.OfLink(heir.id(), seen.claim().cause())));
    }

    private void contest(Seen seen, String detail) {
        var known = seen.claim().conflicts().stream()
                .filter(conflict -> conflict.isAboutRecord() && conflict.kind() == Conflict.Kind.IDENTITY)
                .map(Conflict::detail)
                .toList();
        if (known.contains(detail)) {
            return;
        }
        var conflict = Conflict.aboutRecord(seen.link().id(), Conflict.Kind.IDENTITY, now, detail);
        tx.open(conflict);
        if (known.isEmpty()) {
            journal.conflict(seen.link(), seen.claim().cause(), conflict);
            journal.event(new EngineEvent.ConflictOpened(mapping.type(), ""));
        }
    }
}
