package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.hubspot.RecordWrite;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cycle of rows that have no HubSpot record yet. Identity comes first: a record that the row may belong to is linked,
 * never created anew. A create is announced by committing an <i>intent</i> (a fresh {@code linchpin_id}) and then upserted
 * by it, so that it stays one record however often it is sent.
 */
final class RowHalves {
    private static final Duration WHILE_OTHERS_WORK = Duration.ofMillis(200);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final List<String> properties;
    private final Identity identity;
    private final Finishing finishing;

    RowHalves(Environment environment, ObjectMapping mapping, RecordReader reader) {
        this.environment = environment;
        this.mapping = mapping;
        this.properties = reader.properties();
        this.identity = new Identity(environment, mapping, properties);
        this.finishing = new Finishing(environment);
    }

    private record Sides(Map<RowKey, Row> rows, Map<RowKey, Tombstone> tombstones) {}

    /** A row that is to get a record. */
    record Creation(Claim claim, Row row, String linchpinId) {}

    Tally run(List<Claim> claimed, Lane lane, Set<Long> mine) {
        var claims = stillWithoutRecord(claimed);
        if (claims.isEmpty()) {
            return Tally.NONE;
        }
        var keys = claims.stream()
                .map(claim -> claim.link().row())
                .filter(Objects::nonNull)
                .toList();
        var sides = environment
                .store()
                .inTransaction(tx -> new Sides(tx.rows(mapping, keys), tx.tombstonesByRow(mapping.type(), keys)));
        var intents = claims.stream().filter(claim -> claim.link().isIntent()).toList();
        var plain = claims.stream().filter(claim -> !claim.link().isIntent()).toList();
        var results = new HashMap<Long, Next>();
        var creations = new ArrayList<>(settleIntents(intents, sides.rows(), lane, mine, results));
        creations.addAll(match(plain, sides, lane, mine, results));
        var tally = create(creations, lane, mine, results);
        var journal = environment.store().inTransaction(tx -> {
            var closing = new Journal(environment.now());
            finishing.finish(tx, claims, results, closing);
            return closing;
        });
        journal.events().forEach(environment.listener()::on);
        return new Tally(claims.size(), tally, 0, 0);
    }

    /** Records of the same batch may have found their rows a moment ago. */
    private List<Claim> stillWithoutRecord(List<Claim> claims) {
        if (claims.isEmpty()) {
            return List.of();
        }
        var ids = claims.stream().map(claim -> claim.link().id()).toList();
        var links = environment.store().inTransaction(tx -> tx.links(ids));
        return claims.stream()
                .filter(claim -> {
                    var link = links.get(claim.link().id());
                    return link != null && link.record() == null;
                })
                .toList();
    }

    /** An earlier create whose answer is not known: HubSpot is asked for the announced id before anything else. */
    private List<Creation> settleIntents(
            List<Claim> intents, Map<RowKey, Row> rows, Lane lane, Set<Long> mine, Map<Long, Next> results) {
        if (intents.isEmpty()) {
            return List.of();
        }
        var ids = intents.stream()
                .map(claim -> claim.link().linchpinId())
                .filter(Objects::nonNull)
                .toList();
        var attempted = new TreeSet<String>();
        intents.forEach(claim -> claim.attempts().forEach(attempt -> {
            if (mapping.fields().containsKey(attempt.field())) {
                attempted.add(mapping.field(attempt.field()).property());
            }
        }));
        var request = ReadRequest.byUniqueProperty(mapping.type(), Environment.LINCHPIN_ID, ids, properties)
                .withHistoryOf(attempted);
        var found = environment.hubspot().read(request, lane);
        return environment.store().inTransaction(tx -> {
            var again = new ArrayList<Creation>();
            for (var claim : intents) {
                settle(tx, claim, Optional.ofNullable(found.get(claim.link().linchpinId())), rows, mine, results)
                        .ifPresent(again::add);
            }
            return again;
        });
    }

    private Optional<Creation> settle(
            Transaction tx,
            Claim claim,
            Optional<HubSpotRecord> found,
            Map<RowKey, Row> rows,
            Set<Long> mine,
            Map<Long, Next> results) {
        var link = claim.link();
        var key = Objects.requireNonNull(link.row());
        if (found.isPresent()) {
            var record = found.get();
            var settlement = Settlement.of(mapping, claim.attempts(), new RecordState.Live(record), environment.now());
            if (tx.join(link, key, record.id(), mine)) {
                tx.close(claim.attempts());
                tx.save(List.of(link.withRecord(record.id()).withBase(settlement.bases())));
                var journal = new Journal(environment.now());
                journal.record(
                        link.withRecord(record.id()),
                        claim.cause(),
                        Side.HUBSPOT,
                        Action.CREATE,
                        "created from its row; found by the announced id");
                tx.journal(journal.entries());
                results.put(link.id(), new Next.AtOnce());
            } else {
                results.put(
                        link.id(),
                        new Next.Failure(
                                "The record " + record.id() + " that was created for this row is linked to another row",
                                Duration.ZERO));
            }
            return Optional.empty();
        }
        var latest = claim.attempts().stream().map(Attempt::deadline).max(Instant::compareTo);
        if (latest.isPresent() && environment.now().isBefore(latest.get())) {
            results.put(link.id(), new Next.Later(latest.get()));
            return Optional.empty();
        }
        tx.close(claim.attempts());
        var row = rows.get(key);
        if (row == null) {
            results.put(link.id(), forget(tx, claim));
            return Optional.empty();
        }
        return Optional.of(new Creation(claim, row, Objects.requireNonNull(link.linchpinId())));
    }

    private List<Creation> match(List<Claim> claims, Sides sides, Lane lane, Set<Long> mine, Map<Long, Next> results) {
        var rows = new ArrayList<Row>();
        for (var claim : claims) {
            var row = sides.rows().get(claim.link().row());
            if (row != null && !isRecordGone(sides, row)) {
                rows.add(row);
            }
        }
        var candidates = identity.candidates(rows, lane);
        return matchIn(claims, sides, candidates, mine, results);
    }

    /** The row is gone before it had a record: nothing is left, unless it was marked again meanwhile. */
    private static Next forget(Transaction tx, Claim claim) {
        if (!tx.isUnmarked(claim)) {
            return new Next.AtOnce();
        }
        tx.remove(claim.link());
        return new Next.Done();
    }

    private static boolean isRecordGone(Sides sides, Row row) {
        var tombstone = sides.tombstones().get(row.key());
        return tombstone != null && !tombstone.rowGone();
    }

    private List<Creation> matchIn(
            List<Claim> claims,
            Sides sides,
            Map<String, Map<HubSpotId, HubSpotRecord>> candidates,
            Set<Long> mine,
            Map<Long, Next> results) {
        record Matched(List<Creation> creations, Journal journal) {}
        var matched = environment.store().inTransaction(tx -> {
            var journal = new Journal(environment.now());
            var matching = new Matching(environment, mapping, tx, journal, mine);
            matching.lookUp(claims, sides.rows(), candidates);
            var creations = new ArrayList<Creation>();
            for (var claim : claims) {
                var link = claim.link();
                var row = sides.rows().get(link.row());
                if (row == null) {
                    results.put(link.id(), forget(tx, claim));
                } else if (isRecordGone(sides, row)) {
                    results.put(link.id(), matching.recordGone(claim));
                } else {
                    switch (matching.match(
                            claim, row, candidates.getOrDefault(row.key().value(), Map.of()))) {
                        case Matching.Settled(var next) -> results.put(link.id(), next);
                        case Matching.Create() ->
                            creations.add(new Creation(
                                    claim, row, environment.ids().get().toString()));
                    }
                }
            }
            tx.journal(journal.entries());
            return new Matched(creations, journal);
        });
        matched.journal().events().forEach(environment.listener()::on);
        return matched.creations();
    }

    /** Announces the creates, sends them, and lands the answers; answers how many records there are now. */
    private int create(Collection<Creation> wanted, Lane lane, Set<Long> mine, Map<Long, Next> results) {
        if (wanted.isEmpty()) {
            return 0;
        }
        var deadline = environment.attemptDeadline();
        var readAt = environment.now();
        var creations = new ArrayList<Creation>();
        var pushes = new ArrayList<Push>();
        for (var creation : wanted) {
            var push = Push.ofNew(mapping, creation.claim(), creation.row(), deadline);
            if (push.isPresent()) {
                creations.add(creation);
                pushes.add(push.get());
            } else {
                results.put(creation.claim().link().id(), new Next.Done());
            }
        }
        if (creations.isEmpty()) {
            return 0;
        }
        var announced = environment.store().inTransaction(tx -> {
            tx.save(creations.stream()
                    .map(creation -> creation.claim().link().withLinchpinId(creation.linchpinId()))
                    .toList());
            return Push.open(tx, pushes);
        });
        var writes = new ArrayList<RecordWrite>();
        for (var i = 0; i < announced.size(); i++) {
            writes.add(announced.get(i).write(mapping, creations.get(i).linchpinId()));
        }
        var outcomes = environment
                .hubspot()
                .upsert(
                        mapping.type(),
                        Environment.LINCHPIN_ID,
                        writes,
                        new WriteOptions(lane, readAt.plus(Environment.FRESH)));
        var journal = environment.store().inTransaction(tx -> land(tx, creations, announced, outcomes, mine, results));
        journal.events().forEach(environment.listener()::on);
        return (int)
                outcomes.stream().filter(WriteOutcome.Written.class::isInstance).count();
    }

    private Journal land(
            Transaction tx,
            List<Creation> creations,
            List<Push> announced,
            List<WriteOutcome> outcomes,
            Set<Long> mine,
            Map<Long, Next> results) {
        var journal = new Journal(environment.now());
        var landing = new PushLanding(mapping, tx, journal, environment.now());
        var created = new HashMap<RowKey, HubSpotId>();
        for (var i = 0; i < creations.size(); i++) {
            var creation = creations.get(i);
            var outcome = outcomes.get(i);
            var link = creation.claim().link().withLinchpinId(creation.linchpinId());
            var landed = landing.landCreation(new PushResult(announced.get(i), outcome));
            var next = landed.next();
            if (landed.record().isPresent()) {
                var record = landed.record().get();
                if (tx.join(link, creation.row().key(), record.id(), mine)) {
                    var bases = new HashMap<>(landed.bases());
                    next = next.and(completeBases(creation.row(), record, bases));
                    var whole = link.withRecord(record.id()).withBase(bases).withHubspotUpdatedAt(record.updatedAt());
                    tx.save(List.of(whole));
                    tx.closeConflicts(creation.claim().conflicts(), "agreed");
                    journal.record(
                            whole, creation.claim().cause(), Side.HUBSPOT, Action.CREATE, "created from its row");
                    created.put(creation.row().key(), record.id());
                } else {
                    // The record's own creation event is being worked on just now; the announced id settles it then.
                    next = new Next.Later(environment.now().plus(WHILE_OTHERS_WORK));
                }
            } else if (!(outcome instanceof WriteOutcome.Unsettled)) {
                // Certainly not created: there is no intent any more.
                tx.save(List.of(link.withLinchpinId(null)));
            }
            results.put(link.id(), next);
        }
        stamp(tx, created);
        tx.journal(journal.entries());
        return journal;
    }

    /**
     * Fields that were not sent are in step if both sides are blank or the direction holds them; what HubSpot gave a value of
     * its own is for the next merge.
     */
    private Next completeBases(Row row, HubSpotRecord answer, Map<String, BasePair> bases) {
        Next next = new Next.Done();
        for (var field : mapping.fields().values()) {
            if (bases.containsKey(field.name())) {
                continue;
            }
            var hubspot = field.type().read(answer.property(field.property()));
            var local = row.value(field.name());
            if (isInStep(field, local, hubspot)) {
                bases.put(field.name(), new BasePair(local, hubspot));
            } else if (local.isBlank()) {
                next = new Next.AtOnce();
            }
        }
        return next;
    }

    private static boolean isInStep(Field field, Value local, Value hubspot) {
        return field.type().same(local, hubspot)
                || (field.direction() == Direction.FROM_HUBSPOT && hubspot.isBlank())
                || (field.direction() == Direction.TO_HUBSPOT && local.isBlank());
    }

    /** Writes the new ids into the rows, as far as nobody holds them; the others are stamped when their link is next seen. */
    private void stamp(Transaction tx, Map<RowKey, HubSpotId> created) {
        if (created.isEmpty()) {
            return;
        }
        var locked = tx.lockRows(mapping, created.keySet());
        tx.write(
                mapping,
                locked.rows().keySet().stream()
                        .<RowChange>map(key -> new RowChange.Update(key, Map.of(), created.get(key)))
                        .toList());
    }
}
