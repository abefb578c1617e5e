package dev.linchpin.server.conflicts;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.desk.Desk.Resolution;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions that wait a moment in which they can be taken back, in memory only: a crash leaves their conflicts open. Each
 * is then applied as if it were decided at that time, so that values which moved meanwhile refuse it. Thread-safe.
 */
public final class PendingDecisions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PendingDecisions.class);

    /** Of the same moment, so many are applied together: HubSpot answers about as many records in one call. */
    private static final int TOGETHER = HubSpot.BATCH;

    /** While one waits for HubSpot, another writes; more would only wait for each other. */
    private static final int HANDS = 2;

    /** How many refusals, and how many batches that are done with, are remembered. */
    private static final int REMEMBERED = 10_000;

    private static final Duration LAST_CHANCE = Duration.ofSeconds(8);

    /** A decision about one conflict, and when it is applied; those with one batch were decided at once. */
    record Held(long conflict, Decision decision, Instant dueAt, String batch) {
        private Resolution resolution() {
            return new Resolution(conflict, decision.choice(), OptionalInt.of(decision.version()));
        }
    }

    /** What became of a wish to take decisions back. */
    sealed interface TakenBack {
        /** None of them is applied. */
        record All() implements TakenBack {}

        /** Some, or all, were applied before; the others are taken back. */
        record TooLate(int applied, int takenBack) implements TakenBack {}

        /** There are no such decisions. */
        record Unknown() implements TakenBack {}
    }

    /** What became of a batch so far. */
    record Progress(int waiting, int applied, Map<Long, String> refused) {}

    private static final class Batch {
        private final Set<Long> waiting = new HashSet<>();
        private final Map<Long, String> refused = new LinkedHashMap<>();
        private int applied;

        private Progress progress() {
            return new Progress(waiting.size(), applied, new LinkedHashMap<>(refused));
        }
    }

    private final PatientDesk desk;
    private final EngineListener listener;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pending-decisions").daemon().factory());
    private final ExecutorService hands = Executors.newFixedThreadPool(
            HANDS, Thread.ofVirtual().name("decision-", 1).factory());
    private final Map<Long, Held> held = new HashMap<>();
    private final Set<Long> inHand = new HashSet<>();
    private final Map<Long, Boolean> applied = new Remembered<>();
    private final Map<Long, String> refusals = new Remembered<>();
    private final Map<String, Batch> batches = new Remembered<>();

    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** @param listener hears of decisions that wait, and of those that do no more */
    public PendingDecisions(PatientDesk desk, EngineListener listener, Clock clock) {
        this.desk = desk;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Has decisions applied in a while. One about a conflict that another waits for takes its place.
     *
     * @param decisions by conflict
     * @return by which they can be taken back together, and when they are applied
     */
    Held hold(Map<Long, Decision> decisions, Duration delay) {
        var batch = UUID.randomUUID().toString();
        var dueAt = clock.instant().plus(delay).truncatedTo(ChronoUnit.MILLIS);
        synchronized (this) {
            var together = new Batch();
            batches.put(batch, together);
            decisions.forEach((conflict, decision) -> {
                forget(conflict);
                held.put(conflict, new Held(conflict, decision, dueAt, batch));
                together.waiting.add(conflict);
            });
        }
        tell(decisions.values());
        var _ = timer.schedule(() -> applyAll(waitingIn(batch)), delay.toMillis(), TimeUnit.MILLISECONDS);
        var first = decisions.entrySet().iterator().next();
        return new Held(first.getKey(), first.getValue(), dueAt, batch);
    }

    private void tell(Collection<Decision> decisions) {
        decisions.stream()
                .map(Decision::type)
                .distinct()
                .forEach(type -> listener.on(new EngineEvent.ConflictDecided(type)));
    }

    /** Somebody decides otherwise, and at once. */
    synchronized void forget(long conflict) {
        refusals.remove(conflict);
        var replaced = held.remove(conflict);
        if (replaced != null) {
            batch(replaced).waiting.remove(conflict);
        }
    }

    synchronized Optional<Held> about(long conflict) {
        return Optional.ofNullable(held.get(conflict));
    }

    /** Why the last decision about a conflict could not be applied, in one sentence. */
    synchronized Optional<String> refusal(long conflict) {
        return Optional.ofNullable(refusals.get(conflict));
    }

    /** Takes the decision about one conflict back. */
    synchronized TakenBack takeBack(long conflict) {
        if (inHand.contains(conflict) || applied.containsKey(conflict)) {
            return new TakenBack.TooLate(1, 0);
        }
        var one = held.get(conflict);
        if (one == null) {
            return new TakenBack.Unknown();
        }
        forget(conflict);
        tell(List.of(one.decision()));
        return new TakenBack.All();
    }

    /** Takes back all of a batch that is not applied yet. */
    synchronized TakenBack takeBack(String name) {
        var batch = batches.get(name);
        if (batch == null) {
            return new TakenBack.Unknown();
        }
        var left = waitingIn(name);
        left.forEach(one -> forget(one.conflict()));
        tell(left.stream().map(Held::decision).toList());
        // What still waits of the batch now is in somebody's hands.
        var gone = batch.applied + batch.waiting.size();
        return gone == 0 && !left.isEmpty() ? new TakenBack.All() : new TakenBack.TooLate(gone, left.size());
    }

    /** Waits until a batch is applied, but not for ever. */
    Progress await(String name, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            var batch = batches.getOrDefault(name, new Batch());
            for (var left = patience.toMillis(); !batch.waiting.isEmpty() && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
            return batch.progress();
        }
    }

    private synchronized List<Held> waitingIn(String batch) {
        return held.values().stream().filter(one -> one.batch().equals(batch)).toList();
    }

    private Batch batch(Held one) {
        return batches.getOrDefault(one.batch(), new Batch());
    }

    private void applyAll(List<Held> due) {
        for (var from = 0; from < due.size(); from += TOGETHER) {
            var some = due.subList(from, Math.min(due.size(), from + TOGETHER));
            hands.execute(() -> apply(some));
        }
    }

    private void apply(List<Held> due) {
        var resolutions = new LinkedHashMap<Held, Resolution>();
        synchronized (this) {
            for (var one : due) {
                // Unless it was taken back, or replaced, while it waited for its turn.
                if (held.remove(one.conflict(), one)) {
                    inHand.add(one.conflict());
                    resolutions.put(one, one.resolution());
                }
            }
        }
        var refused = refusals(resolutions);
        synchronized (this) {
            resolutions.keySet().forEach(one -> settle(one, refused.get(one)));
            notifyAll();
        }
        tell(resolutions.keySet().stream().map(Held::decision).toList());
    }

    private void settle(Held one, @Nullable String refusal) {
        var batch = batch(one);
        batch.waiting.remove(one.conflict());
        inHand.remove(one.conflict());
        if (refusal == null) {
            applied.put(one.conflict(), true);
            batch.applied++;
        } else {
            refusals.put(one.conflict(), refusal);
            batch.refused.put(one.conflict(), refusal);
        }
    }

    /** Why some cannot be applied; the others are. */
    private Map<Held, String> refusals(Map<Held, Resolution> due) {
        var refused = new HashMap<Held, String>();
        try {
            var verdicts = desk.resolve(List.copyOf(due.values()));
            due.forEach((one, resolution) -> refusal(Objects.requireNonNull(verdicts.get(resolution)))
                    .ifPresent(sentence -> refused.put(one, sentence)));
        } catch (HubSpotException away) {
            due.keySet()
                    .forEach(one -> refused.put(
                            one,
                            "HubSpot could not be asked for its value: " + away.getMessage() + " Decide once more."));
        } catch (RuntimeException failed) {
            LOG.error("{} decisions about conflicts could not be applied", due.size(), failed);
            due.keySet()
                    .forEach(one ->
                            refused.put(one, "It could not be applied; the server's log says why. Decide once more."));
        }
        return refused;
    }

    private static Optional<String> refusal(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _, Verdict.Unknown _ -> Optional.empty();
            case Verdict.Moved _ ->
                Optional.of("A value changed after this was decided; look at both again and decide anew.");
            case Verdict.Busy _ -> Optional.of("The record was being synchronised all the time; decide once more.");
            case Verdict.Unsuitable(var message) -> Optional.of(message);
        };
    }

    /** Applies at once what waits; what is not done in some seconds is left undecided. */
    @Override
    public void close() {
        timer.shutdownNow();
        List<Held> left;
        synchronized (this) {
            left = new ArrayList<>(held.values());
        }
        applyAll(left);
        hands.shutdown();
        try {
            if (!hands.awaitTermination(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Not all pending decisions could be applied before the stop; their conflicts stay open");
                hands.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
