package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.identity.Creates;
import dev.linchpin.engine.cycle.identity.Creation;
import dev.linchpin.engine.cycle.identity.Identity;
import dev.linchpin.engine.cycle.identity.Matching;
import dev.linchpin.engine.cycle.outcome.Finishing;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.cycle.outcome.Tally;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
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
import java.util.Set;
import java.util.TreeSet;

/**
 * The cycle of rows that have no HubSpot record yet. Identity comes first: a record that the row may belong to is linked,
 * never created anew. What is left is created; a create whose answer never came is settled before anything else.
 */
final class RowHalves {
    /** How often what became of an unanswered create is looked for. */
    private static final Duration LOOKING = Duration.ofSeconds(30);

    private static final Duration WHILE_OTHERS_WORK = Duration.ofMillis(200);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final List<String> properties;
    private final Identity identity;
    private final Creates creates;
    private final Finishing finishing;
    private final Runnable drainCapture;

    /** @param drainCapture takes in everything the change log holds */
    RowHalves(Environment environment, ObjectMapping mapping, RecordReader reader, Runnable drainCapture) {
        this.environment = environment;
        this.mapping = mapping;
        this.properties = reader.properties();
        this.identity = new Identity(environment, mapping, properties);
        this.creates = new Creates(environment, mapping);
        this.finishing = new Finishing(environment, mapping);
        this.drainCapture = drainCapture;
    }

    /** @param links as they are now */
    private record Sides(Map<Long, Link> links, Map<RowKey, Row> rows, Map<RowKey, Tombstone> tombstones) {}

    Tally run(List<Claim> claimed, Lane lane, Set<Long> mine) {
        if (claimed.isEmpty()) {
            return Tally.NONE;
        }
        var sides = followMoved(claimed, mine, look(claimed));
        var claims = stillWithoutRecord(claimed, sides.links());
        if (claims.isEmpty()) {
            return Tally.NONE;
        }
        var intents = claims.stream().filter(claim -> claim.link().isIntent()).toList();
        var plain = claims.stream().filter(claim -> !claim.link().isIntent()).toList();
        var results = new HashMap<Long, Next>();
        var creations = new ArrayList<>(settleIntents(intents, sides.rows(), lane, mine, results));
        creations.addAll(match(plain, sides, lane, mine, results));
        var created = creates.run(creations, lane, mine, results);
        adopt(created.taken(), claims, sides, lane, mine, results);
        var journal = environment.store().inTransaction(tx -> {
            var closing = new Journal(environment.now());
            finishing.finish(tx, claims, results, closing);
            return closing;
        });
        journal.events().forEach(environment.listener()::on);
        return new Tally(claims.size(), created.records(), 0, 0, journal.edgesDue());
    }

    private Sides look(List<Claim> claims) {
        var ids = claims.stream().map(claim -> claim.link().id()).toList();
        var keys = keys(claims);
        return environment
                .store()
                .inTransaction(tx ->
                        new Sides(tx.links(ids), tx.rows(mapping, keys), tx.tombstonesByRow(mapping.type(), keys)));
    }

    private static List<RowKey> keys(List<Claim> claims) {
        return claims.stream()
                .map(claim -> claim.link().row())
                .filter(Objects::nonNull)
                .toList();
    }

    /** A row that holds a record's id may be a known one, whose key was changed past the triggers, and no new one. */
    private Sides followMoved(List<Claim> claims, Set<Long> mine, Sides sides) {
        if (sides.rows().values().stream().allMatch(row -> row.hubspotId() == null)) {
            return sides;
        }
        drainCapture.run();
        environment.store().inTransaction(tx -> {
            var strays = new Strays(mapping, tx);
            var present = tx.rows(mapping, keys(claims)).values().stream()
                    .filter(row -> row.hubspotId() != null)
                    .toList();
            strays.remember(present);
            tx.mark(strays.makeWay(present, mine).stream()
                    .map(link -> new Mark.OfLink(link, Cause.SQL))
                    .toList());
            return true;
        });
        return look(claims);
    }

    /** HubSpot names the record that holds a row's address already: a match like any other. */
    private void adopt(
            Map<RowKey, HubSpotId> taken,
            List<Claim> claims,
            Sides sides,
            Lane lane,
            Set<Long> mine,
            Map<Long, Next> results) {
        if (taken.isEmpty()) {
            return;
        }
        var candidates = identity.named(taken, lane);
        var found = claims.stream()
                .filter(claim -> {
                    var key = claim.link().row();
                    return key != null && candidates.containsKey(key.value());
                })
                .toList();
        matchIn(found, sides, candidates, mine, results);
    }

    /** Records of the same batch may have found their rows a moment ago. */
    private static List<Claim> stillWithoutRecord(List<Claim> claims, Map<Long, Link> links) {
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
        var found = mapping.traits().announced()
                ? byAnnouncedId(intents, lane)
                : new Unannounced(environment, mapping, identity, properties).find(intents, lane);
        return environment.store().inTransaction(tx -> {
            var again = new ArrayList<Creation>();
            for (var claim : intents) {
                settle(tx, claim, Optional.ofNullable(found.get(claim.link().linchpinId())), rows, mine, results)
                        .ifPresent(again::add);
            }
            return again;
        });
    }

    private Map<String, HubSpotRecord> byAnnouncedId(List<Claim> intents, Lane lane) {
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
        return environment.hubspot().read(request, lane);
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
            var heir = heir(tx, record);
            if (heir.isPresent()) {
                results.put(link.id(), mergedAway(tx, claim, record, heir.get()));
                return Optional.empty();
            }
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
                results.put(link.id(), new Next.Later(environment.now().plus(WHILE_OTHERS_WORK)));
            }
            return Optional.empty();
        }
        var latest = claim.attempts().stream().map(Attempt::deadline).max(Instant::compareTo);
        var certain = latest.map(deadline -> deadline.plus(untilFound()));
        if (certain.isPresent() && environment.now().isBefore(certain.get())) {
            var soon = environment.now().plus(LOOKING);
            results.put(link.id(), new Next.Later(certain.get().isBefore(soon) ? certain.get() : soon));
            return Optional.empty();
        }
        tx.close(claim.attempts());
        var row = rows.get(key);
        if (row == null) {
            results.put(link.id(), giveUp(tx, claim));
            return Optional.empty();
        }
        if (!row.inScope()) {
            results.put(link.id(), forget(tx, claim));
            return Optional.empty();
        }
        return Optional.of(new Creation(claim, row, Objects.requireNonNull(link.linchpinId())));
    }

    /**
     * The row was deleted before anything came of its create. A process that stood still with the request in its hands may send
     * it yet, long after the deadline: then what was sent tells whether a person has touched the record since.
     */
    private Next giveUp(Transaction tx, Claim claim) {
        if (!tx.isUnmarked(claim)) {
            return new Next.AtOnce();
        }
        var link = claim.link();
        var sent = new HashMap<String, BasePair>();
        claim.attempts()
                .forEach(attempt -> sent.put(attempt.field(), new BasePair(attempt.rowValue(), attempt.sent())));
        var reason = "row deleted before its record was created";
        tx.end(
                link,
                new Tombstone(
                        link.type(),
                        link.row(),
                        null,
                        link.linchpinId(),
                        true,
                        false,
                        environment.now(),
                        reason,
                        sent));
        return new Next.Done();
    }

    /** For so long after its deadline a create may be carried out and yet not be found. */
    private Duration untilFound() {
        return mapping.traits().announced() || mapping.hasUniqueIdentity()
                ? Duration.ZERO
                : environment.settings().feeds().pollOverlap();
    }

    /** Another row's link that holds the record, or one that was merged into it. */
    private Optional<Link> heir(Transaction tx, HubSpotRecord record) {
        var merged = new HashSet<>(record.absorbed());
        merged.add(record.id());
        return tx.linksByRecord(mapping.type(), merged).values().stream()
                .filter(Link::isWhole)
                .findFirst();
    }

    /** The record that was made for the row was merged into another row's before its creation was known. */
    private Next mergedAway(Transaction tx, Claim claim, HubSpotRecord record, Link heir) {
        tx.close(claim.attempts());
        var detail = "The record that was created for this row was merged in HubSpot into " + record.id()
                + ", which belongs to row " + heir.row();
        if (claim.conflicts().stream().noneMatch(known -> known.detail().equals(detail))) {
            var journal = new Journal(environment.now());
            var conflict = Conflict.aboutRecord(claim.link().id(), Conflict.Kind.IDENTITY, environment.now(), detail);
            tx.open(conflict);
            tx.mark(List.of(new Mark.OfLink(heir.id(), claim.cause())));
            journal.conflict(claim.link(), claim.cause(), conflict);
            tx.journal(journal.entries());
        }
        return new Next.Done();
    }

    private List<Creation> match(List<Claim> claims, Sides sides, Lane lane, Set<Long> mine, Map<Long, Next> results) {
        var rows = new ArrayList<Row>();
        for (var claim : claims) {
            var row = sides.rows().get(claim.link().row());
            if (row != null && row.inScope() && !isRecordGone(sides, row)) {
                rows.add(row);
            }
        }
        var candidates = identity.candidates(rows, lane);
        return matchIn(claims, sides, candidates, mine, results);
    }

    /** Also where the record that it may belong to is: a second one is not made beside it. */
    private boolean isOutOfScope(Row row, Map<String, Map<HubSpotId, HubSpotRecord>> candidates) {
        return !row.inScope()
                || candidates.getOrDefault(row.key().value(), Map.of()).values().stream()
                        .anyMatch(record -> !mapping.scope().includes(record::property));
    }

    /** There is no row, or none to keep in step: nothing is left, unless it was marked again meanwhile. */
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
                if (row == null || isOutOfScope(row, candidates)) {
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
}
