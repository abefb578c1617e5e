package dev.linchpin.engine.cycle.push;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Commits what became of what was sent to HubSpot: acknowledgements always, whatever else happened to the row meanwhile. What
 * becomes of the attempts is stored by {@link #settle}, for all of a transaction at once.
 */
public final class PushLanding {
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final ObjectMapping mapping;
    private final Transaction tx;
    private final Journal journal;
    private final Instant now;
    private final List<Attempt> over = new ArrayList<>();
    private final List<Attempt> acknowledged = new ArrayList<>();

    /** @param now the moment of the transaction */
    public PushLanding(ObjectMapping mapping, Transaction tx, Journal journal, Instant now) {
        this.mapping = mapping;
        this.tx = tx;
        this.journal = journal;
        this.now = now;
    }

    /** To be called once everything has landed. */
    public void settle() {
        tx.close(over);
        tx.acknowledge(acknowledged);
    }

    /**
     * What is known after the answer.
     *
     * @param bases by field, for what HubSpot stored
     * @param record HubSpot's answer; empty unless it stored the values
     * @param next what the queue entry needs
     */
    public record Landed(Map<String, BasePair> bases, Optional<HubSpotRecord> record, Next next) {}

    /** As {@link #land}, of a record that is to be made: what is taken is no single field's fault, but a matter of identity. */
    public Landed landCreation(PushResult result) {
        var filled = result.push().claim().deadLetters().stream()
                .filter(DeadLetter::isForWantOfValue)
                .toList();
        journal.heal(tx, mapping.type(), filled);
        return switch (result.outcome()) {
            case WriteOutcome.Taken(var existing, var message)
            when existing.isPresent() -> {
                over.addAll(result.push().all());
                yield nothing(new Next.Failure(message, Duration.ZERO));
            }
            case WriteOutcome.Refused(var message, var properties) -> notCreated(result.push(), message, properties);
            default -> land(result);
        };
    }

    /** HubSpot misses values: each is its column's dead letter, and whoever fills it has the record created. */
    private Landed notCreated(Push push, String message, Set<String> properties) {
        var sent = push.attempts().keySet().stream()
                .map(name -> mapping.field(name).property())
                .toList();
        if (properties.isEmpty() || properties.stream().anyMatch(sent::contains)) {
            return refused(push, message, properties);
        }
        over.addAll(push.all());
        var fillable = mapping.fields().values().stream()
                .filter(field -> properties.contains(field.property()))
                .filter(field -> field.direction() != Direction.FROM_HUBSPOT && !isHeldBack(push, field))
                .toList();
        for (var field : fillable) {
            bury(
                    push,
                    field.name(),
                    Value.BLANK,
                    "HubSpot creates no record without this: fill the column '" + field.column() + "'. " + message);
        }
        if (fillable.isEmpty()) {
            bury(
                    push,
                    "",
                    push.digest(),
                    message + " HubSpot requires " + String.join(", ", new TreeSet<>(properties))
                            + ", which is refused, or not mapped to a column");
        }
        return nothing(new Next.Done());
    }

    private static boolean isHeldBack(Push push, Field field) {
        return push.claim().deadLetters().stream()
                .anyMatch(letter -> letter.field().equals(field.name()) && !letter.isForWantOfValue());
    }

    public Landed land(PushResult result) {
        var push = result.push();
        return switch (result.outcome()) {
            case WriteOutcome.Written(var record, var created) -> written(push, record, created);
            case WriteOutcome.Refused(var message, var properties) -> refused(push, message, properties);
            case WriteOutcome.Taken(var existing, var message) -> taken(push, existing.isPresent(), message);
            case WriteOutcome.Missing() -> {
                over.addAll(push.all());
                yield nothing(new Next.AtOnce());
            }
            case WriteOutcome.NotSent(var reason, var retryAfter) -> {
                over.addAll(push.all());
                yield nothing(new Next.Later(now.plus(retryAfter == null ? SHORTLY : retryAfter)));
            }
            case WriteOutcome.Unsettled(var reason, var mayStillArrive, var retryAfter) ->
                unsettled(push, reason, mayStillArrive, retryAfter == null ? Duration.ZERO : retryAfter);
        };
    }

    private Landed written(Push push, HubSpotRecord record, boolean created) {
        var bases = new HashMap<String, BasePair>();
        var attempts = new ArrayList<Attempt>();
        for (var attempt : push.all()) {
            var field = mapping.field(attempt.field());
            var stored = field.type().read(record.property(field.property()));
            bases.put(attempt.field(), new BasePair(attempt.rowValue(), stored));
            attempts.add(attempt.acknowledgedAt(record.updatedAt()));
            if (!created) {
                journal.field(
                        push.claim(),
                        Side.HUBSPOT,
                        Action.UPDATE,
                        attempt.field(),
                        attempt.seen(),
                        stored,
                        "database changed");
            }
            journal.heal(tx, mapping.type(), push.lettersOf(attempt.field()));
        }
        journal.heal(tx, mapping.type(), push.lettersOf(""));
        if (created) {
            // Nobody can have edited a record that did not exist: nothing to audit.
            over.addAll(push.all());
        } else {
            acknowledged.addAll(attempts);
        }
        return new Landed(bases, Optional.of(record), new Next.Done());
    }

    /** The refused fields are held back until they change; the rest of the record is sent without them at once. */
    private Landed refused(Push push, String message, Set<String> properties) {
        var named = new TreeSet<String>();
        push.attempts().keySet().stream()
                .filter(name -> properties.contains(mapping.field(name).property()))
                .flatMap(name -> mapping.traits().companions(name).stream())
                .filter(push.attempts()::containsKey)
                .forEach(named::add);
        if (named.isEmpty() && push.attempts().size() == 1) {
            named.addAll(push.attempts().keySet());
        }
        over.addAll(push.all());
        if (named.isEmpty()) {
            bury(push, "", push.digest(), message);
            return nothing(new Next.Done());
        }
        push.attempts().forEach((name, attempt) -> {
            if (named.contains(name)) {
                bury(push, name, attempt.sent(), message);
            }
        });
        return nothing(named.size() < push.attempts().size() ? new Next.AtOnce() : new Next.Done());
    }

    /** HubSpot names the record in its way only where that holds the same address; else its words name the property. */
    private Landed taken(Push push, boolean byIdentity, String message) {
        var names = byIdentity ? mapping.identity() : push.attempts().keySet();
        var fault = names.stream()
                .filter(push.attempts()::containsKey)
                .map(name -> mapping.field(name).property())
                .filter(property -> byIdentity || message.contains(property))
                .findFirst();
        return refused(push, message, fault.map(Set::of).orElse(Set.of()));
    }

    private Landed unsettled(Push push, String reason, boolean mayStillArrive, Duration retryAfter) {
        if (!mayStillArrive) {
            // HubSpot answered, so nothing is on its way any more: its history tells as soon as it can be asked.
            tx.reschedule(push.all().stream()
                    .map(attempt -> attempt.withDeadline(now))
                    .toList());
        }
        return nothing(new Next.Failure(reason, retryAfter));
    }

    private void bury(Push push, String field, Value refused, String message) {
        tx.bury(new DeadLetter(0, push.claim().link().id(), field, Side.HUBSPOT, refused, message, now, false));
        journal.field(push.claim(), Side.HUBSPOT, Action.REFUSED, field, Value.BLANK, refused, message);
        journal.event(new EngineEvent.DeadLetterBuried(mapping.type(), field));
    }

    private static Landed nothing(Next next) {
        return new Landed(Map.of(), Optional.empty(), next);
    }
}
