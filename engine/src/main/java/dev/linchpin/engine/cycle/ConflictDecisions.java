package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.edges.EdgeResolving;
import dev.linchpin.engine.cycle.edges.EdgeSides;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Desk.Resolution;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What people decide about conflicts; as {@link Desk} says. Links are claimed meanwhile, and several decisions about one
 * are made one after the other, each on what the one before left.
 */
final class ConflictDecisions {
    private final Environment environment;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final PersonsClaims claims;

    ConflictDecisions(
            Environment environment, Supplier<Map<ObjectType, ObjectMapping>> mappings, PersonsClaims claims) {
        this.environment = environment;
        this.mappings = mappings;
        this.claims = claims;
    }

    /** @param rows the link's row as it was when a person decided */
    private record Granted(Resolution resolution, Conflict conflict, Claim claim, Map<RowKey, Row> rows) {}

    /** Decisions about different links, and what is known at once about others. */
    private record Round(List<Granted> granted, Map<Resolution, Verdict> denied) {}

    private record Decided(Verdict verdict, Journal journal) {}

    List<Verdict> resolve(List<Resolution> all) {
        var verdicts = new HashMap<Resolution, Verdict>();
        var left = all;
        while (!left.isEmpty()) {
            var wanted = left;
            var round = environment.store().inTransaction(tx -> begin(tx, wanted));
            verdicts.putAll(round.denied());
            try {
                verdicts.putAll(decide(round.granted()));
            } finally {
                claims.giveBack(round.granted().stream().map(Granted::claim).toList());
            }
            left = wanted.stream().filter(one -> !verdicts.containsKey(one)).toList();
        }
        return all.stream()
                .map(one -> Objects.requireNonNull(verdicts.get(one)))
                .toList();
    }

    private Round begin(Transaction tx, List<Resolution> wanted) {
        var round = new Round(new ArrayList<>(), new HashMap<>());
        var links = new HashSet<Long>();
        for (var resolution : wanted) {
            var conflict = tx.conflict(resolution.conflictId());
            if (conflict.isEmpty()) {
                round.denied().put(resolution, new Verdict.Unknown());
            } else if (links.add(conflict.get().linkId())) {
                claims.take(tx, conflict.get().linkId())
                        .ifPresentOrElse(
                                claim -> round.granted()
                                        .add(new Granted(resolution, conflict.get(), claim, rows(tx, claim))),
                                () -> round.denied().put(resolution, new Verdict.Busy()));
            }
        }
        return round;
    }

    private Map<RowKey, Row> rows(Transaction tx, Claim claim) {
        var mapping = mappings.get().get(claim.link().type());
        return mapping == null ? Map.of() : tx.rows(mapping, keys(claim));
    }

    private static List<RowKey> keys(Claim claim) {
        return Optional.ofNullable(claim.link().row()).stream().toList();
    }

    private Map<Resolution, Verdict> decide(List<Granted> round) {
        var verdicts = new HashMap<Resolution, Verdict>();
        var byType = round.stream()
                .collect(Collectors.groupingBy(granted -> granted.claim().link().type()));
        byType.forEach((type, some) -> {
            var mapping = mappings.get().get(type);
            var about = new ArrayList<Granted>();
            for (var granted : some) {
                var version = granted.resolution().version();
                if (version.isPresent()
                        && version.getAsInt() != granted.conflict().version()) {
                    verdicts.put(granted.resolution(), new Verdict.Moved(granted.conflict()));
                } else if (mapping == null) {
                    verdicts.put(
                            granted.resolution(),
                            new Verdict.Unsuitable("The object type pauses: its table or its identity is not there"));
                } else {
                    mapping.edge(granted.conflict().field())
                            .ifPresentOrElse(
                                    edge -> verdicts.put(granted.resolution(), decide(edge, mapping, granted)),
                                    () -> about.add(granted));
                }
            }
            if (mapping != null && !about.isEmpty()) {
                verdicts.putAll(decide(mapping, about));
            }
        });
        return verdicts;
    }

    private Map<Resolution, Verdict> decide(ObjectMapping mapping, List<Granted> some) {
        var reader = new RecordReader(environment, mapping);
        var claimed = some.stream().map(Granted::claim).toList();
        var states = new Evidence(environment.store(), mapping, reader)
                .weigh(claimed, reader.read(claimed, Map.of(), Lane.PERSON), Lane.PERSON);
        var verdicts = new HashMap<Resolution, Verdict>();
        some.forEach(granted -> verdicts.put(granted.resolution(), decide(mapping, reader, states, granted)));
        return verdicts;
    }

    private Verdict decide(
            ObjectMapping mapping, RecordReader reader, Map<HubSpotId, RecordState> states, Granted granted) {
        var claim = granted.claim();
        var conflict = granted.conflict();
        var choice = granted.resolution().choice();
        var state = Optional.ofNullable(claim.link().record()).map(states::get);
        var candidate = choice instanceof Choice.LinkedWithRecord(var id)
                ? environment.hubspot().readOne(mapping.type(), id, reader.properties(), Lane.PERSON)
                : Optional.<HubSpotRecord>empty();
        return carryOut(tx -> {
            var journal = new Journal(environment.now());
            var locked = tx.lockRows(mapping, keys(claim));
            if (!tx.adrift(mapping.type(), List.of(claim.link())).isEmpty()) {
                // What is under its key is not its row, nor is its row gone; a cycle finds out where it is.
                return new Decided(new Verdict.Busy(), journal);
            }
            if (conflict.isAboutRecord()
                    && locked.busy().isEmpty()
                    && !locked.rows().equals(granted.rows())) {
                // Edited since: nobody has decided about that.
                return new Decided(new Verdict.Moved(conflict), journal);
            }
            var resolving = new Resolving(mapping, tx, journal, claim, conflict, state, candidate, environment.now());
            return new Decided(resolving.resolve(choice), journal);
        });
    }

    private Verdict decide(EdgeMapping edge, ObjectMapping mapping, Granted granted) {
        var claim = granted.claim();
        var seen = new EdgeSides(environment, mapping, mappings)
                .read(List.of(claim.link()), Lane.PERSON).stream()
                        .filter(one -> one.edge().equals(edge))
                        .findFirst();
        return carryOut(tx -> {
            var journal = new Journal(environment.now());
            var resolving = new EdgeResolving(tx, journal, claim, granted.conflict(), edge, seen);
            return new Decided(resolving.resolve(granted.resolution().choice()), journal);
        });
    }

    private Verdict carryOut(Function<Transaction, Decided> deciding) {
        var decided = environment.store().inTransaction(tx -> {
            var made = deciding.apply(tx);
            tx.journal(made.journal().entries());
            return made;
        });
        decided.journal().events().forEach(environment.listener()::on);
        return decided.verdict();
    }
}
