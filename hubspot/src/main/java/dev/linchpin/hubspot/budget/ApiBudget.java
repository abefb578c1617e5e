package dev.linchpin.hubspot.budget;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.hubspot.waiting.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API budget of one connection, shared by all its calls: no more of them go out than HubSpot's limits allow, and those
 * that wait go by {@link Lane}, the longest waiting first. Thread-safe; {@link #take} blocks, nothing else does.
 */
public final class ApiBudget {
    private static final Logger log = LoggerFactory.getLogger(ApiBudget.class);

    /** Who waits so much longer than it asked for was on a machine that slept. */
    private static final Duration ASLEEP = Duration.ofSeconds(5);

    private final BudgetSettings settings;
    private final Clock clock;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<WaitingCall> calls = new ArrayList<>();
    private BudgetState state;
    private long turnedAway;

    public ApiBudget(BudgetSettings settings, Clock clock, Waiting waiting) {
        this.settings = settings;
        this.clock = clock;
        this.waiting = waiting;
        this.state = BudgetState.initial(settings).started(clock.instant());
    }

    /**
     * Waits for a slot.
     *
     * @param limit {@link Limit#SEARCH} for search calls, {@link Limit#BURST} for all others
     * @param sendBefore gives up as soon as it is clear that the slot will come only later than this
     * @throws InterruptedException when the thread is told to stop; no slot is taken then
     */
    public Turn take(Limit limit, Lane lane, Instant sendBefore) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var call = new WaitingCall(limit, lane, clock.instant());
            calls.add(call);
            try {
                return waitFor(call, sendBefore);
            } finally {
                calls.remove(call);
            }
        } finally {
            lock.unlock();
        }
    }

    private Turn waitFor(WaitingCall call, Instant sendBefore) throws InterruptedException {
        while (true) {
            var now = clock.instant();
            var nextChance = grantInOrder(now);
            if (now.isAfter(sendBefore)) {
                // Also when its turn has come: a machine that slept since would send what is out of date by now.
                giveBack(call);
                return new Turn.TooLate(state.earliest(call.limit, call.bestPace(), now));
            }
            if (call.granted) {
                return new Turn.Go(new Slot(call.limit));
            }
            var earliest = state.earliest(call.limit, call.bestPace(), now);
            if (earliest.isAfter(sendBefore)) {
                return new Turn.TooLate(earliest);
            }
            // Ageing may turn the order around, so no wait is longer than one of its steps.
            var pause = Duration.between(now, nextChance);
            try {
                waiting.await(lock, changed, pause.compareTo(settings.ageing()) < 0 ? pause : settings.ageing());
            } catch (InterruptedException stop) {
                giveBack(call);
                throw stop;
            }
            var awake = clock.instant();
            if (awake.isAfter(now.plus(settings.ageing()).plus(ASLEEP))) {
                // Another process may have taken over and made calls meanwhile, as before a start.
                giveBack(call);
                state = state.started(awake);
            }
        }
    }

    private void giveBack(WaitingCall call) {
        if (call.granted) {
            call.granted = false;
            state = state.notSent(call.limit);
            changed.signalAll();
        }
    }

    /** Grants what can be granted, best rank first, and tells when more can be. Whoever wakes first does it for all. */
    private Instant grantInOrder(Instant now) {
        var nextChance = now.plus(settings.ageing());
        var grantedOthers = false;
        for (var call :
                calls.stream().sorted(WaitingCall.order(now, settings.ageing())).toList()) {
            if (call.granted) {
                continue;
            }
            switch (state.take(call.limit, call.pace(now, settings.ageing()), now)) {
                case BudgetState.Answer.Granted(var next) -> {
                    state = next;
                    call.granted = true;
                    grantedOthers = true;
                }
                case BudgetState.Answer.NotBefore(var at) -> nextChance = at.isBefore(nextChance) ? at : nextChance;
            }
        }
        if (grantedOthers) {
            changed.signalAll();
        }
        return nextChance;
    }

    /**
     * HubSpot answered 429: the limit rests for as long as HubSpot asks, or for one window; the daily quota until midnight.
     *
     * @param pause at least this long; ignored for the daily quota
     */
    public void turnedAway(Limit limit, Duration pause) {
        lock.lock();
        try {
            turnedAway++;
            state = state.turnedAway(limit, pause, clock.instant());
        } finally {
            lock.unlock();
        }
        log.warn(
                "HubSpot turned a call away: its {} limit is used up. Another integration may be using it too.", limit);
    }

    /** Tells the account's time zone: the daily quota is counted between its midnights. Until then, UTC is assumed. */
    public void accountZone(ZoneId zone) {
        lock.lock();
        try {
            state = state.inZone(zone);
        } finally {
            lock.unlock();
        }
    }

    public BudgetSnapshot snapshot() {
        lock.lock();
        try {
            var now = clock.instant();
            var byLane = new EnumMap<Lane, Integer>(Lane.class);
            calls.stream().filter(call -> !call.granted).forEach(call -> byLane.merge(call.lane, 1, Integer::sum));
            return new BudgetSnapshot(
                    new BudgetSnapshot.Use(
                            state.burst().used(now), state.burst().limit()),
                    new BudgetSnapshot.Use(
                            state.search().used(now), state.search().limit()),
                    byLane,
                    state.daily().limit(),
                    state.daily().remainingAt(now),
                    turnedAway);
        } finally {
            lock.unlock();
        }
    }

    private final class Slot implements Permit {
        private final Limit limit;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Slot(Limit limit) {
            this.limit = limit;
        }

        @Override
        public void answered(RateHeaders headers) {
            close(() -> state.answered(limit, headers, clock.instant()));
        }

        @Override
        public void givenUp() {
            close(() -> state.givenUp(limit, clock.instant()));
        }

        @Override
        public void notSent() {
            close(() -> state.notSent(limit));
        }

        private void close(Supplier<BudgetState> next) {
            if (!open.compareAndSet(true, false)) {
                throw new IllegalStateException("The call's slot was given back already");
            }
            lock.lock();
            try {
                state = next.get();
                // A raised limit or a returned slot may let someone go sooner than they are waiting for.
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
