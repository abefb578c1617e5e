package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.edges.EdgeLinks;
import dev.linchpin.engine.cycle.outcome.Finishing;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.cycle.outcome.Tally;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.OwnershipLostException;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over marked records of one type: claim up to a batch, read both sides, merge, write, commit. Thread-safe: several
 * cycles of one type may run at a time, since what one has claimed no other gets.
 */
public final class Cycle {
    private static final Logger log = LoggerFactory.getLogger(Cycle.class);

    /** HubSpot's batch calls take this many records. */
    public static final int BATCH = 100;

    /** While many changes come in, passes over part of a batch begin no closer together than this. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    /** How long the first of many changes wait for the others. */
    private static final Duration BEGINNING = Duration.ofMillis(50);

    /** A pass over so many records, or fewer, is no sign of many changes: what is marked next is worked on at once. */
    private static final int FEW = 10;

    /** How long records wait that a table or column is missing for. */
    private static final Duration WHILE_SCHEMA_CHANGES = Duration.ofSeconds(5);

    /** A link that failed this often is worked on alone, so that what is wrong with it spoils no other's cycle. */
    private static final int SUSPECT = 2;

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final Runnable drainCapture;
    private final Newcomers newcomers;
    private final RecordHalves recordHalves;
    private final RowHalves rowHalves;
    private final WholeLinks wholeLinks;
    private final EdgeLinks edgeLinks;
    private final Finishing finishing;
    private final Queue<Claim> stranded;
    private final AtomicBoolean isGathering = new AtomicBoolean();
    private final AtomicReference<Instant> gatherUntil = new AtomicReference<>(Instant.EPOCH);

    /**
     * @param mappings of all types, as they are now
     * @param drainCapture takes in everything that the change log holds
     */
    public Cycle(
            Environment environment,
            ObjectMapping mapping,
            Supplier<Map<ObjectType, ObjectMapping>> mappings,
            Runnable drainCapture) {
        this(environment, mapping, mappings, drainCapture, new ConcurrentLinkedQueue<>());
    }

    private Cycle(
            Environment environment,
            ObjectMapping mapping,
            Supplier<Map<ObjectType, ObjectMapping>> mappings,
            Runnable drainCapture,
            Queue<Claim> stranded) {
        this.environment = environment;
        this.mapping = mapping;
        this.mappings = mappings;
        this.drainCapture = drainCapture;
        this.stranded = stranded;
        var reader = new RecordReader(environment, mapping);
        this.newcomers = new Newcomers(mapping);
        this.recordHalves = new RecordHalves(environment, mapping, reader);
        this.rowHalves = new RowHalves(environment, mapping, reader, drainCapture);
        this.wholeLinks = new WholeLinks(environment, mapping, reader, drainCapture);
        this.edgeLinks = new EdgeLinks(environment, mapping, mappings);
        this.finishing = new Finishing(environment);
    }

    /** The same with another mapping; to be used in place of this one once no run of this one is under way. */
    public Cycle remapped(ObjectMapping other) {
        return new Cycle(environment, other, mappings, drainCapture, stranded);
    }

    /** What {@link #run()} did: how many links it claimed, and how long HubSpot should be left alone. */
    public record Pass(int claimed, Duration pause) {}

    /**
     * How long to let marks gather before the next pass. A single edit is worked on at once; in a stream of them each call to
     * HubSpot should carry as many records as it can.
     */
    public Duration gathering() {
        var left = Duration.between(environment.now(), gatherUntil.get());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Claims what is due and works on it. */
    public Pass run() {
        returnStranded();
        var now = environment.now();
        var due = environment.store().glance().due(mapping.type(), now, BATCH);
        if (due == 0) {
            return new Pass(0, Duration.ZERO);
        }
        if (due > FEW && due < BATCH && isGathering.compareAndSet(false, true)) {
            gatherUntil.set(now.plus(BEGINNING));
            return new Pass(0, BEGINNING);
        }
        var claims = environment.store().inTransaction(tx -> tx.claim(mapping.type(), BATCH, environment.now()));
        if (claims.isEmpty()) {
            return new Pass(0, Duration.ZERO);
        }
        isGathering.set(claims.size() > FEW);
        if (claims.size() > FEW && claims.size() < BATCH) {
            gatherUntil.set(environment.now().plus(GATHERING));
        }
        return new Pass(claims.size(), run(claims, Map.of()));
    }

    /**
     * Takes in records of a listing, whether they are known or not.
     *
     * @param reached is told within the transaction after which none of them need be listed again
     * @return how long HubSpot should be left alone
     */
    public Duration load(List<HubSpotRecord> listed, Consumer<Transaction> reached) {
        var began = environment.now();
        record Taken(List<Claim> left, Journal journal) {}
        var read = newcomers.read(listed);
        var taken = environment.store().inTransaction(tx -> {
            var journal = new Journal(environment.now());
            var left = newcomers.takeIn(tx, read, journal);
            tx.journal(journal.entries());
            reached.accept(tx);
            return new Taken(left, journal);
        });
        var inserted = Tally.of(0, 0, taken.journal()).toDatabase();
        if (inserted > 0) {
            environment
                    .listener()
                    .on(new EngineEvent.CycleEnded(
                            mapping.type(),
                            inserted,
                            0,
                            inserted,
                            0,
                            Duration.between(began, environment.now()),
                            new EngineEvent.Waited(null, null)));
        }
        return run(
                taken.left(),
                listed.stream().collect(Collectors.toMap(HubSpotRecord::id, record -> record, (one, _) -> one)));
    }

    /**
     * Works on claimed links and gives every one of them back.
     *
     * @param fresh records that were read a moment ago
     * @return how long HubSpot should be left alone
     */
    public Duration run(List<Claim> claims, Map<HubSpotId, HubSpotRecord> fresh) {
        var pause = Duration.ZERO;
        var healthy =
                claims.stream().filter(claim -> claim.failures() < SUSPECT).toList();
        var left = new ArrayDeque<>(batches(claims, healthy));
        try {
            while (!left.isEmpty()) {
                var asked = runBatch(left.removeFirst(), fresh);
                pause = asked.compareTo(pause) > 0 ? asked : pause;
            }
        } finally {
            left.forEach(stranded::addAll);
        }
        return pause;
    }

    private static List<List<Claim>> batches(List<Claim> claims, List<Claim> healthy) {
        var batches = new ArrayList<List<Claim>>();
        batches.add(healthy);
        claims.stream().filter(claim -> claim.failures() >= SUSPECT).forEach(claim -> batches.add(List.of(claim)));
        return batches;
    }

    private Duration runBatch(List<Claim> claimed, Map<HubSpotId, HubSpotRecord> fresh) {
        if (claimed.isEmpty()) {
            return Duration.ZERO;
        }
        var claims = claimed.stream()
                .map(claim -> claim.about(field -> !isEdge(field)))
                .toList();
        var began = environment.now();
        var lane = lane(claims);
        var mine = claims.stream().map(claim -> claim.link().id()).collect(Collectors.toSet());
        var left = new HashMap<Long, Claim>();
        var sequences = new HashMap<Long, Long>();
        claims.forEach(claim -> {
            left.put(claim.link().id(), claim);
            sequences.put(claim.link().id(), claim.sequence());
        });
        var tally = Tally.NONE;
        try {
            for (var step : steps(claims, fresh, lane, mine)) {
                tally = tally.plus(step.work().get());
                var due = tally.edgesDue();
                step.claims().stream()
                        .map(claim -> claim.link().id())
                        .filter(id -> !due.contains(id))
                        .forEach(left::remove);
            }
            tally = tally.plus(edgeLinks.run(edgeLinks.claimed(tally.edgesDue(), sequences), lane));
            left.clear();
            return Duration.ZERO;
        } catch (OwnershipLostException lost) {
            throw lost;
        } catch (HubSpotException refused) {
            return giveBack(left.values(), refused);
        } catch (SchemaChangedException changed) {
            log.warn("The cycle of {} waits: {}", mapping.type(), changed.getMessage());
            environment.listener().on(new EngineEvent.SchemaDoubted(mapping.type()));
            finish(left.values(), new Next.Later(environment.now().plus(WHILE_SCHEMA_CHANGES)));
            return WHILE_SCHEMA_CHANGES;
        } catch (RuntimeException bug) {
            log.error("A cycle of {} failed; its {} records are tried again", mapping.type(), left.size(), bug);
            var reason = bug.getMessage() == null ? bug.getClass().getSimpleName() : bug.getMessage();
            finish(left.values(), new Next.Failure(reason, Duration.ZERO));
            return Duration.ofSeconds(1);
        } finally {
            environment
                    .listener()
                    .on(new EngineEvent.CycleEnded(
                            mapping.type(),
                            claims.size(),
                            tally.toHubSpot(),
                            tally.toDatabase(),
                            tally.refused() + left.size(),
                            Duration.between(began, environment.now()),
                            waited(claims, left.keySet())));
        }
    }

    /** Looks that nobody's change gave rise to count for neither side. */
    private EngineEvent.Waited waited(List<Claim> claims, Set<Long> left) {
        var done = claims.stream()
                .filter(claim -> !left.contains(claim.link().id()))
                .toList();
        return new EngineEvent.Waited(
                longest(done, Set.of(Cause.SQL)), longest(done, Set.of(Cause.WEBHOOK, Cause.POLL)));
    }

    private @Nullable Duration longest(List<Claim> claims, Set<Cause> causes) {
        return claims.stream()
                .filter(claim -> causes.contains(claim.cause()))
                .map(claim -> Duration.between(claim.markedAt(), environment.now()))
                .max(Duration::compareTo)
                .orElse(null);
    }

    private boolean isEdge(String field) {
        return mapping.edge(field).isPresent();
    }

    private record Step(List<Claim> claims, Supplier<Tally> work) {}

    /** Records seen without a row go first, so that a row and a record of the same batch find each other. */
    private List<Step> steps(List<Claim> claims, Map<HubSpotId, HubSpotRecord> fresh, Lane lane, Set<Long> mine) {
        var whole = claims.stream().filter(claim -> claim.link().isWhole()).toList();
        var records =
                claims.stream().filter(claim -> claim.link().row() == null).toList();
        var rows = claims.stream()
                .filter(claim -> claim.link().row() != null && claim.link().record() == null)
                .toList();
        return List.of(
                new Step(records, () -> recordHalves.run(records, fresh, lane, mine)),
                new Step(rows, () -> rowHalves.run(rows, lane, mine)),
                new Step(whole, () -> wholeLinks.run(whole, fresh, lane)));
    }

    /** HubSpot as a whole is at fault, so it counts against no record. */
    private Duration giveBack(Collection<Claim> claims, HubSpotException refused) {
        var pause = switch (refused) {
            case HubSpotException.Unauthorized _, HubSpotException.Forbidden _ -> Duration.ofSeconds(30);
            case HubSpotException.RateLimited limited -> limited.retryAfter();
            case HubSpotException.Transient passing ->
                passing.retryAfter() == null ? Duration.ofSeconds(2) : passing.retryAfter();
            // Of a read, so it is the mapping or the account that is at fault, and no single record.
            case HubSpotException.Rejected _ -> Duration.ofSeconds(30);
        };
        log.warn("HubSpot did not answer for {}: {}", mapping.type(), refused.getMessage());
        finish(claims, new Next.Later(environment.now().plus(pause)));
        return pause;
    }

    /** Claims that could not be given back because the database was away; without this they would be nobody's. */
    private void returnStranded() {
        for (var claim = stranded.poll(); claim != null; claim = stranded.poll()) {
            finish(List.of(claim), new Next.AtOnce());
        }
    }

    private void finish(Collection<Claim> claims, Next next) {
        try {
            giveBack(claims, next);
        } catch (OwnershipLostException lost) {
            throw lost;
        } catch (RuntimeException away) {
            stranded.addAll(claims);
            throw away;
        }
    }

    private void giveBack(Collection<Claim> claims, Next next) {
        var journal = environment.store().inTransaction(tx -> {
            var closing = new Journal(environment.now());
            var results = new HashMap<Long, Next>();
            claims.forEach(claim -> results.put(claim.link().id(), next));
            finishing.finish(tx, claims, results, closing);
            return closing;
        });
        journal.events().forEach(environment.listener()::on);
    }

    private static Lane lane(List<Claim> claims) {
        var most = claims.stream().map(Claim::cause).min(Enum::compareTo).orElse(Cause.LOAD);
        return switch (most) {
            case PERSON -> Lane.PERSON;
            case WEBHOOK -> Lane.WEBHOOK;
            case SQL, RETRY -> Lane.PUSH;
            case POLL -> Lane.POLL;
            case RECONCILIATION, AUDIT, LOAD -> Lane.BACKGROUND;
        };
    }
}
