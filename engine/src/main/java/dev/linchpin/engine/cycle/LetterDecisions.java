package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people decide about dead letters; as {@link Desk} says. */
final class LetterDecisions {
    /** So many dead letters go into one transaction. */
    private static final int AT_ONCE = 200;

    private final Environment environment;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final PersonsClaims claims;

    LetterDecisions(Environment environment, Supplier<Map<ObjectType, ObjectMapping>> mappings, PersonsClaims claims) {
        this.environment = environment;
        this.mappings = mappings;
        this.claims = claims;
    }

    int retry(Collection<Long> ids) {
        return eachOf(ids, (tx, letter) -> {
            tx.heal(List.of(letter));
            tx.edges().mark(List.of(new Mark.OfLink(letter.linkId(), Cause.PERSON)));
        });
    }

    int discard(Collection<Long> ids) {
        return eachOf(
                ids,
                (tx, letter) -> tx.bury(new DeadLetter(
                        letter.id(),
                        letter.linkId(),
                        letter.field(),
                        letter.side(),
                        letter.refused(),
                        letter.message(),
                        letter.at(),
                        true)));
    }

    private int eachOf(Collection<Long> ids, BiConsumer<Transaction, DeadLetter> action) {
        var left = List.copyOf(ids);
        var found = 0;
        while (!left.isEmpty()) {
            var some = left.subList(0, Math.min(AT_ONCE, left.size()));
            found += close(some, action);
            left = left.subList(some.size(), left.size());
        }
        return found;
    }

    private int close(List<Long> ids, BiConsumer<Transaction, DeadLetter> action) {
        record Closed(ObjectType type, String field) {}
        var closed = environment.store().inTransaction(tx -> {
            var letters =
                    ids.stream().map(tx::deadLetter).flatMap(Optional::stream).toList();
            letters.forEach(letter -> action.accept(tx, letter));
            var links = tx.links(letters.stream().map(DeadLetter::linkId).toList());
            return letters.stream()
                    .map(letter -> new Closed(
                            Objects.requireNonNull(links.get(letter.linkId())).type(), letter.field()))
                    .toList();
        });
        var listener = environment.listener();
        closed.forEach(one -> listener.on(new EngineEvent.DeadLetterClosed(one.type(), one.field())));
        closed.stream().map(Closed::type).distinct().forEach(type -> listener.on(new EngineEvent.Marked(type)));
        return closed.size();
    }

    Verdict correct(long id, Value value) {
        record Claimed(
                @Nullable DeadLetter letter, @Nullable Claim claim) {}
        var claimed = environment.store().inTransaction(tx -> {
            var letter = tx.deadLetter(id).orElse(null);
            return letter == null
                    ? new Claimed(null, null)
                    : new Claimed(letter, claims.take(tx, letter.linkId()).orElse(null));
        });
        var letter = claimed.letter();
        var claim = claimed.claim();
        if (letter == null) {
            return new Verdict.Unknown();
        }
        if (claim == null) {
            return new Verdict.Busy();
        }
        try {
            return correct(letter, claim, value);
        } finally {
            claims.giveBack(List.of(claim));
        }
    }

    private Verdict correct(DeadLetter letter, Claim claim, Value value) {
        var mapping = mappings.get().get(claim.link().type());
        if (mapping == null) {
            return new Verdict.Unsuitable("The object type pauses: its table or its identity is not there");
        }
        var states = new RecordReader(environment, mapping).read(List.of(claim), Map.of(), Lane.PERSON);
        var state = Optional.ofNullable(claim.link().record()).map(states::get);
        List<RowKey> key = Optional.ofNullable(claim.link().row()).stream().toList();
        record Corrected(Verdict verdict, Journal journal) {}
        var corrected = environment.store().inTransaction(tx -> {
            var journal = new Journal(environment.now());
            var locked = tx.lockRows(mapping, key);
            if (!locked.busy().isEmpty()
                    || !tx.adrift(mapping.type(), List.of(claim.link())).isEmpty()) {
                return new Corrected(new Verdict.Busy(), journal);
            }
            var row = locked.rows().values().stream().findFirst();
            var verdict = new Correcting(mapping, tx, journal, claim, letter, state, row).correct(value);
            tx.journal(journal.entries());
            return new Corrected(verdict, journal);
        });
        corrected.journal().events().forEach(environment.listener()::on);
        return corrected.verdict();
    }
}
