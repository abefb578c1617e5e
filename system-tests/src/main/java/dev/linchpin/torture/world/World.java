package dev.linchpin.torture.world;

import dev.linchpin.database.Database;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.torture.schedule.Scheduler;
import dev.linchpin.torture.schedule.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Everything that a history happens in; shares nothing that changes with any other. */
public final class World implements AutoCloseable {
    private static final Instant BEGINNING = Instant.parse("2026-11-20T08:00:00Z");

    private final Options options;
    private final VirtualClock clock = new VirtualClock(BEGINNING);
    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Log log;
    private final Figures figures = new Figures();
    private final Traps traps = new Traps();
    private final Place place;
    private final Account account;
    private final List<ObjectMapping> mappings;
    private final List<LinchpinProcess> processes = new ArrayList<>();
    private final Deque<Network.Fate> fates = new ArrayDeque<>();
    private final List<String> surprises = new ArrayList<>();
    private final Map<String, Changed> changes = new HashMap<>();
    private boolean reachable = true;

    /** @param everything whether the log tells every call */
    public World(Options options, Place.Maker places, boolean everything) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
        this.scheduler = new Scheduler(clock, random.nextLong());
        this.log = new Log(clock, everything);
        this.place = places.make(options.extras(), clock.ahead(options.databaseAhead()), this::changed);
        this.account = new Account(options, clock, scheduler);
        this.mappings = Mappings.of(options, place::table);
        account.deliverTo(this::receive);
    }

    /** HubSpot delivers to the process that was started last: that is where the address leads. */
    private boolean receive(byte[] body) {
        if (!reachable) {
            figures.count("webhook deliveries refused");
            return false;
        }
        return running().map(process -> process.receive(body)).orElse(false);
    }

    /** Starts a process on a host of this name; it keeps trying until it owns the connection, or is killed. */
    public LinchpinProcess start(String host) {
        var process = new LinchpinProcess(this, processes.size() + 1, host, random.split());
        processes.add(process);
        process.start();
        return process;
    }

    /** Whoever looks after the server starts it again after so long, if by then nobody else has. */
    public void restart(Duration after) {
        scheduler.in(after, () -> {
            if (alive().isEmpty()) {
                start("here");
            }
        });
    }

    /** The process that is at work now, if any. */
    public Optional<LinchpinProcess> running() {
        return processes.reversed().stream().filter(LinchpinProcess::isAtWork).findFirst();
    }

    /** All that are not dead. */
    public List<LinchpinProcess> alive() {
        return processes.stream().filter(LinchpinProcess::isAlive).toList();
    }

    /** Lets everything run until that time. */
    public void runUntil(long millis) {
        scheduler.at(millis, () -> {});
        scheduler.run(() -> clock.millis() >= millis);
    }

    public void run(Duration duration) {
        runUntil(clock.millis() + duration.toMillis());
    }

    private void changed(String statement) {
        var what = changes.computeIfAbsent(statement, text -> Changed.by(text, place.own("")));
        for (var process : processes) {
            process.onChange(what);
        }
    }

    /** The next call will not fare well. */
    public void loseRequest() {
        fates.add(Network.Fate.REQUEST_LOST);
    }

    public void refuseConnection() {
        fates.add(Network.Fate.NO_CONNECTION);
    }

    public void loseAnswer() {
        fates.add(Network.Fate.ANSWER_LOST);
    }

    public void carryOutLate() {
        fates.add(Network.Fate.LATE);
    }

    Network.Fate takeFate(String call) {
        var fate = fates.poll();
        if (fate == null) {
            return Network.Fate.ARRIVES;
        }
        figures.count("fault " + fate.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        log.event(call + ": " + fate);
        return fate;
    }

    /** Whether webhooks reach us. */
    public void webhooksArrive(boolean now) {
        reachable = now;
    }

    /** From now on nothing goes wrong any more. */
    public void heal() {
        traps.clear();
        fates.clear();
        reachable = true;
        account.faults("");
        account.renewToken();
        account.settings("{\"webhooks\":{\"loss\":0,\"duplicates\":0,\"reorder\":0},\"locks\":{\"within\":\"0\"}}");
    }

    /** What there is to look at in Linchpin's tables, whoever runs. */
    public Inspection inspection() {
        return Database.over(place.source(), place.url(), clock).inspection();
    }

    /** Whether the process at work has nothing to do. To be asked between runs. */
    public boolean isIdle() {
        return running().map(LinchpinProcess::isIdle).orElse(false);
    }

    /** Something that no process should ever do; a violation by itself. */
    void surprise(String what) {
        surprises.add(what);
    }

    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    public Options options() {
        return options;
    }

    public VirtualClock clock() {
        return clock;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public Log log() {
        return log;
    }

    public Figures figures() {
        return figures;
    }

    public Traps traps() {
        return traps;
    }

    public Place place() {
        return place;
    }

    public Account account() {
        return account;
    }

    public List<ObjectMapping> mappings() {
        return mappings;
    }

    @Override
    public void close() {
        scheduler.close();
        place.close();
    }
}
