package dev.linchpin.engine.cycle.identity;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.cycle.push.Push;
import dev.linchpin.engine.cycle.push.PushLanding;
import dev.linchpin.engine.cycle.push.PushResult;
import dev.linchpin.engine.cycle.push.Unreadable;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
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
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes HubSpot records for rows. A create is announced by committing an <i>intent</i> (a fresh {@code linchpin_id}) and then
 * upserted by it, so that it stays one record however often it is sent.
 */
public final class Creates {
    private static final Duration WHILE_OTHERS_WORK = Duration.ofMillis(200);

    private final Environment environment;
    private final ObjectMapping mapping;

    public Creates(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    /**
     * What came of creates.
     *
     * @param taken records that hold what must be unique already, by the rows that wanted it
     */
    public record Created(int records, Map<RowKey, HubSpotId> taken) {
        static final Created NOTHING = new Created(0, Map.of());
    }

    /** Announces the creates, sends them, and lands the answers. */
    public Created run(Collection<Creation> wanted, Lane lane, Set<Long> mine, Map<Long, Next> results) {
        if (wanted.isEmpty()) {
            return Created.NOTHING;
        }
        var deadline = environment.attemptDeadline();
        var readAt = environment.now();
        tellUnreadable(wanted);
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
            return Created.NOTHING;
        }
        var announced = environment.store().inTransaction(tx -> {
            // What was read under their keys may be another link's row, which has a record.
            var moved = tx.adrift(
                    mapping.type(),
                    creations.stream().map(creation -> creation.claim().link()).toList());
            moved.forEach(
                    link -> results.put(link, new Next.Later(environment.now().plus(WHILE_OTHERS_WORK))));
            creations.removeIf(
                    creation -> moved.contains(creation.claim().link().id()));
            pushes.removeIf(push -> moved.contains(push.claim().link().id()));
            tx.save(creations.stream()
                    .map(creation -> creation.claim().link().withLinchpinId(creation.linchpinId()))
                    .toList());
            return Push.open(tx, pushes);
        });
        if (announced.isEmpty()) {
            return Created.NOTHING;
        }
        var writes = new ArrayList<RecordWrite>();
        for (var i = 0; i < announced.size(); i++) {
            writes.add(announced.get(i).write(mapping, creations.get(i).linchpinId()));
        }
        var outcomes = send(writes, new WriteOptions(lane, readAt.plus(Environment.FRESH)));
        var journal = environment.store().inTransaction(tx -> land(tx, creations, announced, outcomes, mine, results));
        journal.events().forEach(environment.listener()::on);
        return created(creations, outcomes);
    }

    private void tellUnreadable(Collection<Creation> wanted) {
        var unreadable = wanted.stream()
                .filter(creation -> !Unreadable.of(mapping, creation.row()).isEmpty())
                .toList();
        if (!unreadable.isEmpty()) {
            var told = environment.store().inTransaction(tx -> {
                var journal = new Journal(environment.now());
                unreadable.forEach(creation ->
                        Unreadable.bury(mapping, tx, journal, environment.now(), creation.claim(), creation.row()));
                tx.journal(journal.entries());
                return journal;
            });
            told.events().forEach(environment.listener()::on);
        }
    }

    private List<WriteOutcome> send(List<RecordWrite> writes, WriteOptions options) {
        return mapping.traits().announced()
                ? environment.hubspot().upsert(mapping.type(), Environment.LINCHPIN_ID, writes, options)
                : environment.hubspot().create(mapping.type(), writes, options);
    }

    private static Created created(List<Creation> creations, List<WriteOutcome> outcomes) {
        var records = 0;
        var taken = new HashMap<RowKey, HubSpotId>();
        for (var i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case WriteOutcome.Written _ -> records++;
                case WriteOutcome.Taken(var existing, var _) -> {
                    var row = creations.get(i).row().key();
                    existing.ifPresent(id -> taken.put(row, id));
                }
                default -> {}
            }
        }
        return new Created(records, taken);
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
        var whole = new LinkedHashMap<Long, Link>();
        var notCreated = new ArrayList<Link>();
        for (var i = 0; i < creations.size(); i++) {
            var creation = creations.get(i);
            var link = creation.claim().link().withLinchpinId(creation.linchpinId());
            var landed = landing.landCreation(new PushResult(announced.get(i), outcomes.get(i)));
            var next = landed.next();
            if (landed.record().isPresent()) {
                var record = landed.record().get();
                var bases = new HashMap<>(landed.bases());
                next = next.and(completeBases(creation.row(), record, bases));
                whole.put(
                        link.id(),
                        link.withRow(creation.row().key())
                                .withRecord(record.id())
                                .withBase(bases)
                                .withHubspotUpdatedAt(record.updatedAt()));
            } else if (!(outcomes.get(i) instanceof WriteOutcome.Unsettled)) {
                // Certainly not created: there is no intent any more.
                notCreated.add(link.withLinchpinId(null));
            }
            results.put(link.id(), next);
        }
        landing.settle();
        tx.save(notCreated);
        var joined = tx.bulkLinks().complete(whole.values(), mine);
        var created = new HashMap<RowKey, HubSpotId>();
        for (var creation : creations) {
            var claim = creation.claim();
            var link = whole.get(claim.link().id());
            if (link == null || link.record() == null) {
                continue;
            }
            if (joined.contains(link.id())) {
                journal.agree(tx, mapping.type(), claim.conflicts());
                journal.record(link, claim.cause(), Side.HUBSPOT, Action.CREATE, "created from its row");
                created.put(creation.row().key(), link.record());
            } else {
                // The record's own creation event is being worked on just now; the announced id settles it then.
                results.put(link.id(), new Next.Later(environment.now().plus(WHILE_OTHERS_WORK)));
            }
        }
        stamp(tx, created);
        if (!mapping.identity().isEmpty() && !mapping.hasUniqueIdentity()) {
            // The search index may not have known yet of a record that somebody made just before.
            tx.identities()
                    .checkAt(
                            joined,
                            environment
                                    .now()
                                    .plus(environment.settings().feeds().pollOverlap()));
        }
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
