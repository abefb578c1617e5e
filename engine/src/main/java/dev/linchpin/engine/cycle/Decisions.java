package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.edges.EdgeResolving;
import dev.linchpin.engine.cycle.edges.EdgeSides;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out what people decide. The link is claimed meanwhile, so that no cycle works on it at the same time; what is
 * decided moves bases and marks, and the next cycle carries it to where it is needed.
 */
public final class Decisions implements Desk {
    private final Environment environment;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final Consumer<ObjectType> pull;
    private final Consumer<ObjectType> push;
    private final PersonsClaims claims;
    private final LetterDecisions letters;

    /** @param mappings as they are now, by type */
    public Decisions(
            Environment environment,
            Supplier<Map<ObjectType, ObjectMapping>> mappings,
            Consumer<ObjectType> pull,
            Consumer<ObjectType> push) {
        this.environment = environment;
        this.mappings = mappings;
        this.pull = pull;
        this.push = push;
        this.claims = new PersonsClaims(environment);
        this.letters = new LetterDecisions(environment, mappings, claims);
    }

    private sealed interface Access {
        /** @param rows the link's row as it was when a person decided */
        record Granted(Conflict conflict, Claim claim, Map<RowKey, Row> rows) implements Access {}

        record Denied(Verdict verdict) implements Access {}
    }

    @Override
    public Verdict resolve(long conflictId, Choice choice, OptionalInt version) {
        var access = environment.store().inTransaction(tx -> {
            var conflict = tx.conflict(conflictId);
            if (conflict.isEmpty()) {
                return new Access.Denied(new Verdict.Unknown());
            }
            var claimed = claims.take(tx, conflict.get().linkId());
            if (claimed.isEmpty()) {
                return new Access.Denied(new Verdict.Busy());
            }
            var claim = claimed.get();
            var mapping = mappings.get().get(claim.link().type());
            var rows = mapping == null ? Map.<RowKey, Row>of() : tx.rows(mapping, keys(claim));
            return new Access.Granted(conflict.get(), claim, rows);
        });
        return switch (access) {
            case Access.Denied(var verdict) -> verdict;
            case Access.Granted(var conflict, var claim, var rows) -> {
                try {
                    yield decide(conflict, claim, rows, choice, version);
                } finally {
                    claims.giveBack(claim);
                }
            }
        };
    }

    private static List<RowKey> keys(Claim claim) {
        return Optional.ofNullable(claim.link().row()).stream().toList();
    }

    private Verdict decide(Conflict conflict, Claim claim, Map<RowKey, Row> rows, Choice choice, OptionalInt version) {
        if (version.isPresent() && version.getAsInt() != conflict.version()) {
            return new Verdict.Moved(conflict);
        }
        var mapping = mappings.get().get(claim.link().type());
        if (mapping == null) {
            return new Verdict.Unsuitable("The object type pauses: its table or its identity is not there");
        }
        var edge = mapping.edge(conflict.field());
        if (edge.isPresent()) {
            return decide(edge.get(), mapping, conflict, claim, choice);
        }
        var reader = new RecordReader(environment, mapping);
        var states = new Evidence(environment.store(), mapping, reader)
                .weigh(List.of(claim), reader.read(List.of(claim), Map.of(), Lane.PERSON), Lane.PERSON);
        var state = Optional.ofNullable(claim.link().record()).map(states::get);
        var candidate = choice instanceof Choice.LinkedWithRecord(var id)
                ? environment.hubspot().readOne(mapping.type(), id, reader.properties(), Lane.PERSON)
                : Optional.<HubSpotRecord>empty();
        record Decided(Verdict verdict, Journal journal) {}
        var decided = environment.store().inTransaction(tx -> {
            var journal = new Journal(environment.now());
            var locked = tx.lockRows(mapping, keys(claim));
            if (!tx.adrift(mapping.type(), List.of(claim.link())).isEmpty()) {
                // What is under its key is not its row, nor is its row gone; a cycle finds out where it is.
                return new Decided(new Verdict.Busy(), journal);
            }
            if (conflict.isAboutRecord()
                    && locked.busy().isEmpty()
                    && !locked.rows().equals(rows)) {
                // Edited since: nobody has decided about that.
                return new Decided(new Verdict.Moved(conflict), journal);
            }
            var resolving = new Resolving(mapping, tx, journal, claim, conflict, state, candidate, environment.now());
            var verdict = resolving.resolve(choice);
            tx.journal(journal.entries());
            return new Decided(verdict, journal);
        });
        decided.journal().events().forEach(environment.listener()::on);
        return decided.verdict();
    }

    private Verdict decide(EdgeMapping edge, ObjectMapping mapping, Conflict conflict, Claim claim, Choice choice) {
        var seen = new EdgeSides(environment, mapping, mappings)
                .read(List.of(claim.link()), Lane.PERSON).stream()
                        .filter(one -> one.edge().equals(edge))
                        .findFirst();
        record Decided(Verdict verdict, Journal journal) {}
        var decided = environment.store().inTransaction(tx -> {
            var journal = new Journal(environment.now());
            var verdict = new EdgeResolving(tx, journal, claim, conflict, edge, seen).resolve(choice);
            tx.journal(journal.entries());
            return new Decided(verdict, journal);
        });
        decided.journal().events().forEach(environment.listener()::on);
        return decided.verdict();
    }

    @Override
    public int retry(Collection<Long> deadLetterIds) {
        return letters.retry(deadLetterIds);
    }

    @Override
    public int discard(Collection<Long> deadLetterIds) {
        return letters.discard(deadLetterIds);
    }

    @Override
    public Verdict correct(long deadLetterId, Value value) {
        return letters.correct(deadLetterId, value);
    }

    @Override
    public void look(Collection<? extends Mark> marks) {
        environment.store().inTransaction(tx -> {
            tx.edges().mark(marks);
            return true;
        });
        mappings.get().keySet().forEach(this::marked);
    }

    @Override
    public void pullAll(ObjectType type) {
        pull.accept(type);
    }

    @Override
    public void pushAll(ObjectType type) {
        push.accept(type);
        marked(type);
    }

    private void marked(ObjectType type) {
        environment.listener().on(new EngineEvent.Marked(type));
    }
}
