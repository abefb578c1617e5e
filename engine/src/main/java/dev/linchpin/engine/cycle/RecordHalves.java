package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Finishing;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.cycle.outcome.Tally;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Deletes.OnRowDeleted;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The cycle of HubSpot records that have no row yet: matched to a free row, or given a new one. */
final class RecordHalves {
    private static final Duration WHILE_OTHERS_WORK = Duration.ofMillis(30);
    private static final Duration WHILE_INTENDED = Duration.ofSeconds(2);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final RecordReader reader;
    private final Finishing finishing;

    RecordHalves(Environment environment, ObjectMapping mapping, RecordReader reader) {
        this.environment = environment;
        this.mapping = mapping;
        this.reader = reader;
        this.finishing = new Finishing(environment, mapping);
    }

    Tally run(List<Claim> claims, Map<HubSpotId, HubSpotRecord> fresh, Lane lane, Set<Long> mine) {
        if (claims.isEmpty()) {
            return Tally.NONE;
        }
        var states = reader.read(claims, fresh, lane);
        var erased = erased(states);
        var journal =
                environment.store().inTransaction(tx -> new Work(tx, mine, fresh.keySet()).run(claims, states, erased));
        journal.events().forEach(environment.listener()::on);
        return Tally.of(claims.size(), 0, journal);
    }

    /** Records that are not there, and of which HubSpot said that they were deleted for privacy. */
    private Set<HubSpotId> erased(Map<HubSpotId, RecordState> states) {
        var absent = states.entrySet().stream()
                .filter(state -> state.getValue() instanceof RecordState.Unknown
                        || state.getValue() instanceof RecordState.Archived)
                .map(Map.Entry::getKey)
                .toList();
        return absent.isEmpty()
                ? Set.of()
                : environment.store().inTransaction(tx -> tx.erasures().announced(mapping.type(), absent));
    }

    /** The transaction of one batch. */
    private final class Work {
        private final Transaction tx;
        private final Set<Long> mine;
        private final Set<HubSpotId> listed;
        private final Journal journal = new Journal(environment.now());
        private final Map<Long, Next> results = new HashMap<>();
        private final RowInsertions insertions;

        /** @param listed records that were not read for this, but taken from a listing */
        Work(Transaction tx, Set<Long> mine, Set<HubSpotId> listed) {
            this.tx = tx;
            this.mine = mine;
            this.listed = listed;
            this.insertions = new RowInsertions(mapping, tx, mine, journal, environment.now());
        }

        Journal run(List<Claim> claims, Map<HubSpotId, RecordState> states, Set<HubSpotId> erased) {
            var live = states.values().stream()
                    .filter(RecordState.Live.class::isInstance)
                    .map(state -> ((RecordState.Live) state).record())
                    .toList();
            var known = RecordMatches.of(tx, mapping, claims, live);
            var ended = tx.tombstonesByRecord(
                    mapping.type(),
                    states.entrySet().stream()
                            .filter(state -> state.getValue() instanceof RecordState.Archived)
                            .map(Map.Entry::getKey)
                            .toList());
            for (var claim : claims) {
                var link = claim.link();
                switch (states.getOrDefault(link.record(), new RecordState.Unknown())) {
                    case RecordState.Live(var record) -> results.put(link.id(), place(claim, record, known));
                    case RecordState.MergedInto(var survivor) -> {
                        tx.mark(List.of(new Mark.OfRecord(link.type(), survivor.id(), claim.cause())));
                        results.put(link.id(), forget(claim));
                    }
                    case RecordState.Archived _, RecordState.Gone _, RecordState.Unknown _ -> {
                        var next = forget(claim, erased);
                        var tombstone = ended.get(link.record());
                        if (next instanceof Next.Done && tombstone != null && isInDoubt(tombstone)) {
                            settle(link, tombstone);
                        }
                        results.put(link.id(), next);
                    }
                }
            }
            results.putAll(insertions.run(known));
            finishing.finish(tx, claims, results, journal);
            return journal;
        }

        /** Its row outlived the record and was deleted then: before or after the record was restored, nobody knows. */
        private boolean isInDoubt(Tombstone tombstone) {
            return tombstone.rowGone()
                    && tombstone.recordGone()
                    && !mapping.identity().containsAll(tombstone.base().keySet());
        }

        /** The record is in the recycle bin still: should it be restored from now on, it gets a row again. */
        private void settle(Link link, Tombstone tombstone) {
            var identity = new HashMap<>(tombstone.base());
            identity.keySet().retainAll(mapping.identity());
            tx.forget(List.of(tombstone));
            tx.end(link, tombstone.withBase(identity));
        }

        /** Empty when there is nothing to ask: a deleted row is no decision about its record, or a person was asked. */
        private Optional<Next> deletedAndRestored(
                Claim claim, HubSpotRecord record, Tombstone tombstone, RecordMatches known) {
            var row = tombstone.row();
            if (row == null
                    || mapping.deletes().rowDeleted() == OnRowDeleted.IGNORE
                    || known.apart().contains(claim.link().id())) {
                return Optional.empty();
            }
            if (!tx.rows(mapping, List.of(row)).isEmpty()) {
                return Optional.of(contest(
                        claim,
                        "Record " + record.id() + " was restored in HubSpot about when its row " + row
                                + " was deleted; the row that has this key now is another one"));
            }
            if (!tx.join(claim.link(), row, record.id(), mine)) {
                return Optional.of(new Next.Later(environment.now().plus(WHILE_OTHERS_WORK)));
            }
            journal.agree(tx, mapping.type(), claim.conflicts());
            tx.forget(List.of(tombstone));
            return Optional.of(new Next.AtOnce());
        }

        /** Nothing to keep in step here, unless it was marked again meanwhile. */
        private Next forget(Claim claim) {
            if (!tx.isUnmarked(claim)) {
                return new Next.AtOnce();
            }
            tx.remove(claim.link());
            return new Next.Done();
        }

        private Next forget(Claim claim, Set<HubSpotId> erased) {
            var record = claim.link().record();
            var next = forget(claim);
            if (next instanceof Next.Done && record != null && erased.contains(record)) {
                new Erasing(mapping, tx, journal).erase(record, claim.link().id(), null, Map.of());
            }
            return next;
        }

        private Next place(Claim claim, HubSpotRecord record, RecordMatches known) {
            if (isOutOfScope(record, known)) {
                return forget(claim);
            }
            var tombstone = known.tombstones().get(record.id());
            if (tombstone != null && listed.contains(record.id())) {
                // The listing may be from before the end: whether the record was restored since, only a read tells.
                return new Next.AtOnce();
            }
            if (tombstone != null && !tombstone.recordGone()) {
                // Its row was deleted and the record left alone, by policy: a touch revives nothing.
                return forget(claim);
            }
            if (tombstone != null && isInDoubt(tombstone)) {
                var next = deletedAndRestored(claim, record, tombstone, known);
                if (next.isPresent()) {
                    return next.get();
                }
            }
            var absorbed = record.absorbed().stream()
                    .map(known.absorbed()::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (!absorbed.isEmpty() && (tombstone == null || !tombstone.isOutlived())) {
                // What it was merged from has rows already: their links find out that they lead here.
                tx.mark(absorbed.stream()
                        .map(other -> new Mark.OfLink(other.id(), claim.cause()))
                        .toList());
                return forget(claim);
            }
            var linchpinId = record.property(Environment.LINCHPIN_ID);
            var creator = linchpinId == null ? null : known.byLinchpinId().get(linchpinId);
            if (creator != null && creator.isIntent()) {
                // Ours: its creation overtook the answer to our own request. The intent takes it from here.
                tx.mark(List.of(new Mark.OfLink(creator.id(), claim.cause())));
                return forget(claim);
            }
            var givenUp = linchpinId == null ? null : known.givenUp().get(linchpinId);
            if (givenUp != null
                    && record.absorbed().isEmpty()
                    && !known.apart().contains(claim.link().id())) {
                return createdTooLate(claim, record, givenUp);
            }
            return match(claim, record, known);
        }

        /** Ours, sent when the row was deleted already and nobody reckoned with it any more: it goes the way of its row. */
        private Next createdTooLate(Claim claim, HubSpotRecord record, Tombstone givenUp) {
            var row = givenUp.row();
            if (mapping.deletes().rowDeleted() != OnRowDeleted.ARCHIVE) {
                return forget(claim);
            }
            if (row == null || !tx.rows(mapping, List.of(row)).isEmpty()) {
                return contest(
                        claim,
                        "Record " + record.id()
                                + " was created for a row that was deleted before HubSpot answered; the row that"
                                + " has its key now is another one");
            }
            if (!tx.join(claim.link(), row, record.id(), mine)) {
                return new Next.Later(environment.now().plus(WHILE_OTHERS_WORK));
            }
            tx.save(List.of(claim.link().withRow(row).withBase(asShown(record, givenUp.base()))));
            tx.forget(List.of(givenUp));
            return new Next.AtOnce();
        }

        /** What HubSpot shows of what was sent: it writes addresses and the like its own way. */
        private Map<String, BasePair> asShown(HubSpotRecord record, Map<String, BasePair> sent) {
            var bases = new HashMap<String, BasePair>();
            sent.forEach((name, pair) -> {
                var field = mapping.shownInHubSpot().get(name);
                if (field != null) {
                    var shown = field.type().read(record.property(field.property()));
                    var isSent = field.type().same(shown, pair.hubspot());
                    bases.put(name, isSent ? new BasePair(pair.local(), shown) : pair);
                }
            });
            return bases;
        }

        /** Goes on from what both sides last agreed on if the row is the one that the record had before. */
        private void relink(Claim claim, Row row, Tombstone tombstone) {
            tx.forget(List.of(tombstone));
            var link = claim.link().withRow(row.key());
            journal.record(link, claim.cause(), Side.HUBSPOT, Action.LINK, "restored in HubSpot");
            if (row.key().equals(tombstone.row()) && !tombstone.rowGone()) {
                tx.save(List.of(link.withBase(tombstone.base())));
                tx.write(mapping, List.of(new RowChange.MarkRestored(row.key())));
            }
        }

        /** Also where the row that it may belong to is: a second one is not made beside it. */
        private boolean isOutOfScope(HubSpotRecord record, RecordMatches known) {
            return !mapping.scope().includes(record::property)
                    || known.matchingRows().getOrDefault(record.id(), List.of()).stream()
                            .anyMatch(row -> !row.inScope());
        }

        private Next match(Claim claim, HubSpotRecord record, RecordMatches known) {
            var link = claim.link();
            var free = new ArrayList<Row>();
            for (var row : known.matchingRows().getOrDefault(record.id(), List.of())) {
                var owner = known.linksOfRows().get(row.key());
                var isNamed = record.id().equals(row.hubspotId());
                var isApart = known.apart().contains(link.id())
                        || (owner != null && known.apart().contains(owner.id()));
                if (isApart && !isNamed) {
                    continue;
                }
                if (owner != null && owner.isIntent()) {
                    // Its create is under way, or was given up: looking at it again settles which.
                    tx.mark(List.of(new Mark.OfLink(owner.id(), Cause.RETRY)));
                    return new Next.Later(environment.now().plus(WHILE_INTENDED));
                }
                if (owner == null && tx.isCaptured(link.type(), row.key())) {
                    // It may be a known one that has just been given this key.
                    return new Next.Later(environment.now().plus(WHILE_OTHERS_WORK));
                }
                if (owner == null || !owner.isWhole()) {
                    free.add(row);
                }
            }
            if (free.isEmpty() && mayBeAnUnansweredCreate(record)) {
                return new Next.Later(environment.now().plus(WHILE_INTENDED));
            }
            if (free.isEmpty()) {
                insertions.add(claim, record);
                return new Next.Done();
            }
            if (free.size() > 1 || known.twins().contains(record.id())) {
                var rows = free.stream().map(row -> row.key().value()).collect(Collectors.joining(", "));
                return contest(
                        claim,
                        "Record " + record.id() + " may belong to row " + rows
                                + (known.twins().contains(record.id()) ? ", and so may another record" : ""));
            }
            var row = free.getFirst();
            var tombstone = known.ended(record, row);
            if (tombstone != null
                    && tx.lockRows(mapping, List.of(row.key())).rows().isEmpty()) {
                return new Next.Later(environment.now().plus(WHILE_OTHERS_WORK));
            }
            if (!tx.join(link, row.key(), record.id(), mine)) {
                return new Next.Later(environment.now().plus(WHILE_OTHERS_WORK));
            }
            journal.agree(tx, mapping.type(), claim.conflicts());
            if (tombstone != null) {
                relink(claim, row, tombstone);
                return new Next.AtOnce();
            }
            journal.record(
                    link.withRow(free.getFirst().key()), claim.cause(), Side.HUBSPOT, Action.LINK, "same identity");
            return new Next.AtOnce();
        }

        /** Without a {@code linchpin_id} on it, a new record may be that of a create whose answer is not in yet. */
        private boolean mayBeAnUnansweredCreate(HubSpotRecord record) {
            return !mapping.traits().announced()
                    && tx.identities()
                            .earliestIntent(mapping.type())
                            .map(environment::announcedAt)
                            .filter(announced -> !record.createdAt()
                                    .isBefore(announced.minus(
                                            environment.settings().safety().clockSkew())))
                            .isPresent();
        }

        private Next contest(Claim claim, String detail) {
            var known = claim.conflicts().stream()
                    .anyMatch(conflict -> conflict.detail().equals(detail));
            if (!known) {
                tx.open(new Conflict(
                        0,
                        claim.link().id(),
                        Conflict.Kind.IDENTITY,
                        "",
                        Value.BLANK,
                        Value.BLANK,
                        Value.BLANK,
                        1,
                        environment.now(),
                        detail));
                journal.record(claim.link(), claim.cause(), Side.HUBSPOT, Action.CONFLICT, detail);
                journal.event(new EngineEvent.ConflictOpened(mapping.type(), ""));
            }
            return new Next.Done();
        }
    }
}
