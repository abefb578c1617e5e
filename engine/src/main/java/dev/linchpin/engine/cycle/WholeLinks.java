package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Finishing;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.cycle.outcome.Tally;
import dev.linchpin.engine.cycle.push.PushResult;
import dev.linchpin.engine.hubspot.HubSpot.ArchiveOutcome;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cycle of links that have both a row and a record: read both sides, settle, merge, write, commit. */
final class WholeLinks {
    private final Environment environment;
    private final ObjectMapping mapping;
    private final RecordReader reader;
    private final Outgoing outgoing;
    private final StrictAudit audit;
    private final Evidence evidence;
    private final Finishing finishing;
    private final Oscillation oscillation;
    private final Safeguard safeguard;
    private final Catalogue catalogue;
    private final Runnable drainCapture;

    /** @param drainCapture takes in everything the change log holds */
    WholeLinks(Environment environment, ObjectMapping mapping, RecordReader reader, Runnable drainCapture) {
        this.environment = environment;
        this.mapping = mapping;
        this.reader = reader;
        this.outgoing = new Outgoing(environment, mapping);
        this.evidence = new Evidence(environment.store(), mapping, reader);
        this.audit = new StrictAudit(environment, mapping, reader, drainCapture);
        this.finishing = new Finishing(environment, mapping);
        this.oscillation = new Oscillation(environment, mapping);
        this.safeguard = new Safeguard(environment, mapping);
        this.catalogue = new Catalogue(environment, mapping);
        this.drainCapture = drainCapture;
    }

    Tally run(List<Claim> claims, Map<HubSpotId, HubSpotRecord> fresh, Lane lane) {
        if (claims.isEmpty()) {
            return Tally.NONE;
        }
        var read = read(claims);
        var moved = movedMeanwhile(claims, read);
        var steady = claims.stream()
                .filter(claim -> !moved.contains(claim.link().id()))
                .toList();
        var states = evidence.weigh(steady, reader.read(steady, fresh, lane), lane);
        var readAt = environment.now();
        var reviewed = safeguard.review(catalogue.believed(look(steady, read.rows(), states, lane)));
        var seen = reviewed.seen();
        var pushed = outgoing.send(seen, readAt, lane);
        var audits = environment.settings().safety().isStrict() ? audit.of(seen, pushed, lane) : Map.<Long, Seen>of();
        var archived = archive(seen, readAt, lane);
        var journal = environment.store().inTransaction(tx -> {
            tx.losses().withdraw(reviewed.intact());
            var next = land(tx, seen, pushed, audits, archived);
            // Whatever moved under our hands is read again where it is now.
            claims.forEach(claim -> next.results().putIfAbsent(claim.link().id(), new Next.AtOnce()));
            finishing.finish(tx, claims, next.results(), next.journal());
            return next.journal();
        });
        journal.events().forEach(environment.listener()::on);
        return Tally.of(claims.size(), written(pushed) + archived.size(), journal);
    }

    private static int written(Map<Long, PushResult> pushed) {
        return (int) pushed.values().stream()
                .filter(result -> result.outcome() instanceof WriteOutcome.Written)
                .count();
    }

    private static List<RowKey> keys(List<Claim> claims) {
        return claims.stream()
                .map(claim -> claim.link().row())
                .filter(Objects::nonNull)
                .toList();
    }

    /** @param adrift links, by id, under whose key another's row may have been found */
    private record Reading(Map<RowKey, Row> rows, Set<Long> adrift) {}

    private Reading read(List<Claim> claims) {
        return environment
                .store()
                .inTransaction(tx -> new Reading(
                        tx.rows(mapping, keys(claims)),
                        tx.adrift(
                                mapping.type(), claims.stream().map(Claim::link).toList())));
    }

    /**
     * Links whose row is absent, or another's, only because keys were changed. A change of key is in the change log from the
     * moment that it is committed, so after everything there has been taken in, a link still under its old key has the row
     * there, or has lost its row for good.
     */
    private Set<Long> movedMeanwhile(List<Claim> claims, Reading read) {
        var doubtful = claims.stream()
                .map(Claim::link)
                .filter(link -> read.adrift().contains(link.id())
                        || !Strays.isOwn(link, read.rows().get(link.row())))
                .toList();
        if (doubtful.isEmpty()) {
            return Set.of();
        }
        drainCapture.run();
        return environment.store().inTransaction(tx -> {
            var now = tx.links(doubtful.stream().map(Link::id).toList());
            var moved = new HashSet<Long>();
            var lost = new ArrayList<Link>();
            var others = new ArrayList<Row>();
            for (var link : doubtful) {
                var current = now.get(link.id());
                if (current == null || !Objects.equals(current.row(), link.row())) {
                    moved.add(link.id());
                } else if (!read.rows().containsKey(link.row())) {
                    lost.add(current);
                } else {
                    others.add(read.rows().get(link.row()));
                }
            }
            var mine = claims.stream().map(claim -> claim.link().id()).collect(Collectors.toSet());
            var strays = new Strays(mapping, tx);
            moved.addAll(strays.follow(lost, mine));
            moved.addAll(strays.makeWay(others, mine));
            return moved;
        });
    }

    private List<Seen> look(List<Claim> claims, Map<RowKey, Row> rows, Map<HubSpotId, RecordState> states, Lane lane) {
        var looks = claims.stream()
                .map(claim -> look(claim, rows, states, Set.of()))
                .toList();
        var suspects = oscillation.suspects(looks.stream().map(Look::seen).toList());
        var seen = new ArrayList<Seen>();
        var undecided = new ArrayList<Claim>();
        var needHistory = new TreeSet<String>();
        for (var one : looks) {
            var link = one.seen().link().id();
            if (one.needTimes().isEmpty() && !suspects.containsKey(link)) {
                seen.add(one.seen());
            } else {
                undecided.add(one.seen().claim());
                needHistory.addAll(one.needTimes());
                needHistory.addAll(suspects.getOrDefault(link, Set.of()));
            }
        }
        if (!undecided.isEmpty()) {
            for (var one : lookAtHistory(undecided, needHistory, states, lane)) {
                seen.add(
                        oscillation.broken(one, suspects.getOrDefault(one.link().id(), Set.of())));
            }
        }
        return seen;
    }

    /** Reads these links again, now with the times at which either side was edited, and by whom. */
    private List<Seen> lookAtHistory(
            List<Claim> undecided, Set<String> needHistory, Map<HubSpotId, RecordState> states, Lane lane) {
        var timed = new TreeSet<>(needHistory);
        undecided.forEach(claim -> claim.attempts().forEach(attempt -> {
            if (mapping.fields().containsKey(attempt.field())) {
                timed.add(attempt.field());
            }
        }));
        // An edit is in the change log from the moment that its value can be read, so in this order no value
        // is without its time. A time may be that of a later edit, which the landing finds.
        var rows = environment.store().inTransaction(tx -> tx.rows(mapping, keys(undecided)));
        drainCapture.run();
        var links = environment
                .store()
                .inTransaction(tx -> tx.links(
                        undecided.stream().map(claim -> claim.link().id()).toList()));
        var ids = undecided.stream()
                .map(claim -> claim.link().record())
                .filter(Objects::nonNull)
                .toList();
        var readAgain = new HashMap<>(states);
        readAgain.putAll(reader.readWithHistory(ids, timed, lane));
        return undecided.stream()
                .filter(claim -> {
                    var link = links.get(claim.link().id());
                    return link == null
                            || Objects.equals(link.row(), claim.link().row());
                })
                .map(claim -> {
                    var link = links.get(claim.link().id());
                    var current = link == null ? claim : claim.withLocalTimes(link.localTimes());
                    return look(current, rows, readAgain, timed);
                })
                // Edited since the first look, and its times were not asked for: it takes a third.
                .filter(look -> look.needTimes().isEmpty())
                .map(Look::seen)
                .toList();
    }

    private record Look(Seen seen, Set<String> needTimes) {}

    private Look look(Claim claim, Map<RowKey, Row> rows, Map<HubSpotId, RecordState> states, Set<String> timed) {
        var state = states.getOrDefault(claim.link().record(), new RecordState.Unknown());
        var row = rows.get(claim.link().row());
        var asked = row == null ? mapping.withoutRow() : mapping;
        var settlement = Settlement.of(asked, claim.attempts(), state, environment.now());
        var bases = new HashMap<>(claim.link().base());
        bases.putAll(settlement.bases());
        var archiving = claim.attempts().stream().anyMatch(Attempt::isArchiving);
        var plan = LinkPlan.of(mapping, bases, row, state, archiving);
        if (plan instanceof LinkPlan.Merge(var present, var record)) {
            var merge = RecordMerge.of(environment.merge(), mapping, claim, bases, present, record, settlement, timed);
            return new Look(new Seen(claim, state, plan, settlement, merge.decisions()), merge.needTimes());
        }
        return new Look(new Seen(claim, state, plan, settlement, Map.<String, FieldDecision>of()), Set.of());
    }

    /** Archives the records of deleted rows, announced by an attempt each. */
    private Map<Long, ArchiveOutcome> archive(List<Seen> seen, Instant readAt, Lane lane) {
        var archiving = seen.stream()
                .filter(one -> one.plan() instanceof LinkPlan.ArchiveRecord && one.maySend())
                .toList();
        if (archiving.isEmpty()) {
            return Map.of();
        }
        var deadline = environment.attemptDeadline();
        environment.store().inTransaction(tx -> {
            tx.close(archiving.stream()
                    .flatMap(one -> one.claim().attempts().stream())
                    .filter(Attempt::isArchiving)
                    .toList());
            return tx.open(archiving.stream()
                    .map(one -> new Attempt(
                            0,
                            one.link().id(),
                            "",
                            Value.BLANK,
                            Value.BLANK,
                            Value.BLANK,
                            Instant.EPOCH,
                            deadline,
                            null))
                    .toList());
        });
        var ids = archiving.stream()
                .map(one -> one.link().record())
                .filter(Objects::nonNull)
                .toList();
        var outcomes = environment
                .hubspot()
                .archive(mapping.type(), ids, new WriteOptions(lane, readAt.plus(Environment.FRESH)));
        var results = new HashMap<Long, ArchiveOutcome>();
        for (var i = 0; i < archiving.size(); i++) {
            results.put(archiving.get(i).link().id(), outcomes.get(i));
        }
        return results;
    }

    private record Landed(Map<Long, Next> results, Journal journal) {}

    private Landed land(
            Transaction tx,
            List<Seen> seen,
            Map<Long, PushResult> pushed,
            Map<Long, Seen> audits,
            Map<Long, ArchiveOutcome> archived) {
        var journal = new Journal(environment.now());
        var locked = seen.isEmpty()
                ? new LockedRows(Map.of(), Set.of())
                : tx.lockRows(mapping, seen.stream().map(Seen::rowKey).toList());
        var adrift = tx.adrift(mapping.type(), seen.stream().map(Seen::link).toList());
        var own = locked.without(seen.stream()
                .filter(one -> adrift.contains(one.link().id()))
                .map(Seen::rowKey)
                .collect(Collectors.toSet()));
        var merging = seen.stream()
                .filter(one -> one.plan() instanceof LinkPlan.Merge)
                .toList();
        var results =
                new HashMap<>(new Landing(mapping, tx, journal, environment.now(), pushed, audits, own).land(merging));
        var endings = new Endings(mapping, tx, journal, environment.now(), locked, archived);
        for (var one : seen) {
            if (!(one.plan() instanceof LinkPlan.Merge)) {
                results.put(one.link().id(), adrift.contains(one.link().id()) ? new Next.AtOnce() : endings.land(one));
            }
        }
        return new Landed(results, journal);
    }
}
