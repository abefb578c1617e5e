package dev.linchpin.engine.cycle.push;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.RecordWrite;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one write sends of one record: an attempt for each field. */
public record Push(Claim claim, Map<String, Attempt> attempts) {

    /**
     * The fields that the merge wants in HubSpot, without those that HubSpot already refused and that have not changed since.
     *
     * @return a push without attempts when nothing is left to send
     */
    public static Push of(
            ObjectMapping mapping,
            Claim claim,
            Map<String, FieldDecision> decisions,
            HubSpotRecord record,
            Instant deadline) {
        var attempts = new LinkedHashMap<String, Attempt>();
        var wanted = new LinkedHashMap<String, Value>();
        decisions.forEach((name, decision) -> {
            if (decision instanceof ToHubSpot(var value, var _)) {
                wanted.put(name, value);
            }
        });
        wanted.forEach((name, value) -> {
            if (!isHeld(mapping, claim, name, wanted)) {
                var field = mapping.field(name);
                var seen = field.type().read(record.property(field.property()));
                attempts.put(
                        name,
                        new Attempt(
                                0, claim.link().id(), name, value, value, seen, record.updatedAt(), deadline, null));
            }
        });
        var push = new Push(claim, attempts);
        return isHeld(claim, "", push.digest()) ? new Push(claim, Map.of()) : push;
    }

    /**
     * Everything a new record is to hold.
     *
     * @return empty when HubSpot already refused these very values, or nothing of the row can be read
     */
    public static Optional<Push> ofNew(ObjectMapping mapping, Claim claim, Row row, Instant deadline) {
        var missing = missing(mapping, claim);
        if (!missing.isEmpty()
                && missing.stream().allMatch(name -> row.value(name).isBlank())) {
            return Optional.empty();
        }
        var unreadable = Unreadable.of(mapping, row);
        if (!Collections.disjoint(unreadable, mapping.identity())) {
            // Which record it belongs to is not known.
            return Optional.empty();
        }
        var wanted = new LinkedHashMap<String, Value>();
        for (var field : mapping.fields().values()) {
            var value = row.value(field.name());
            if (!value.isBlank() && field.direction() != Direction.FROM_HUBSPOT && !unreadable.contains(field.name())) {
                wanted.put(field.name(), value);
            }
        }
        var attempts = new LinkedHashMap<String, Attempt>();
        var heldBack = !unreadable.isEmpty();
        for (var entry : wanted.entrySet()) {
            var name = entry.getKey();
            var value = entry.getValue();
            if (isHeld(mapping, claim, name, wanted)) {
                heldBack = true;
            } else {
                attempts.put(
                        name,
                        new Attempt(
                                0, claim.link().id(), name, value, value, Value.BLANK, Instant.EPOCH, deadline, null));
            }
        }
        var push = new Push(claim, attempts);
        // A record without any of the values it was made for would only be litter.
        var nothingLeft = heldBack && attempts.isEmpty();
        return nothingLeft || isHeld(claim, "", push.digest()) ? Optional.empty() : Optional.of(push);
    }

    /** Commits the attempts of many pushes at once; answers the pushes with their stored attempts, in the same order. */
    public static List<Push> open(Transaction tx, List<Push> pushes) {
        var stored = tx.open(
                        pushes.stream().flatMap(push -> push.all().stream()).toList())
                .iterator();
        return pushes.stream()
                .map(push -> {
                    var attempts = new LinkedHashMap<String, Attempt>();
                    push.attempts().keySet().forEach(name -> attempts.put(name, stored.next()));
                    return new Push(push.claim(), attempts);
                })
                .toList();
    }

    /** Fields for want of which HubSpot refused to create the record. */
    private static List<String> missing(ObjectMapping mapping, Claim claim) {
        return claim.deadLetters().stream()
                .filter(DeadLetter::isForWantOfValue)
                .map(DeadLetter::field)
                .filter(mapping.fields()::containsKey)
                .toList();
    }

    /** What belongs together is sent together: a change to any of it is worth another try of all of it. */
    private static boolean isHeld(ObjectMapping mapping, Claim claim, String field, Map<String, Value> wanted) {
        return mapping.traits().companions(field).stream()
                .filter(wanted::containsKey)
                .allMatch(name -> isHeld(claim, name, wanted.get(name)));
    }

    private static boolean isHeld(Claim claim, String field, @Nullable Value value) {
        return claim.deadLetters().stream()
                .anyMatch(letter -> letter.side() == Side.HUBSPOT
                        && letter.field().equals(field)
                        && letter.refused().equals(value));
    }

    public boolean isEmpty() {
        return attempts.isEmpty();
    }

    public List<Attempt> all() {
        return List.copyOf(attempts.values());
    }

    /** Stands for all the values together, so that a refused record is not sent again unchanged. */
    Value digest() {
        var values = new TreeMap<String, Value>();
        attempts.forEach((name, attempt) -> values.put(name, attempt.sent()));
        return Digest.of(values);
    }

    public RecordWrite write(ObjectMapping mapping, String key) {
        var properties = new LinkedHashMap<String, String>();
        attempts.forEach((name, attempt) ->
                properties.put(mapping.field(name).property(), attempt.sent().text()));
        return new RecordWrite(key, properties);
    }

    /** The letters about this push's own values: what is delivered now, or refused anew. */
    List<DeadLetter> lettersOf(String field) {
        return claim.deadLetters().stream()
                .filter(letter -> letter.field().equals(field))
                .toList();
    }
}
