package dev.linchpin.torture.world;

import dev.linchpin.database.Database;
import dev.linchpin.database.ownership.AlreadyOwnedException;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.ownership.OwnerProcess;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.assembly.SyncEngine;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.OwnershipLostException;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.engine.store.Store;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.Surroundings;
import dev.linchpin.hubspot.budget.BudgetSettings;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.waiting.Waiting;
import dev.linchpin.hubspot.webhooks.Delivery;
import dev.linchpin.hubspot.webhooks.WebhookParser;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One life of the server: put together like the real one, but for threads, sockets and its clock. */
public final class LinchpinProcess {
    /** The longest that HubSpot may take with a request. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** MariaDB's number. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private static final EngineSettings.Proof PROOF = new EngineSettings.Proof(
            Duration.ofMinutes(4), 20, Duration.ofMinutes(2), LocalTime.of(8, 5), ZoneOffset.UTC);

    private static final int SHORT_PAGE = 2;
    private static final Duration NEXT_TRY = Duration.ofSeconds(2);
    private static final String PORTAL = "4242";

    private final World world;
    private final int number;
    private final String host;
    private final SplittableRandom random;
    private long frozenUntil;
    private boolean dead;

    private @Nullable Database database;
    private @Nullable Store store;
    private @Nullable SyncEngine engine;
    private @Nullable WebhookParser parser;
    private @Nullable Loops loops;

    LinchpinProcess(World world, int number, String host, SplittableRandom random) {
        this.world = world;
        this.number = number;
        this.host = host;
        this.random = random;
    }

    void start() {
        world.scheduler().in(Duration.ZERO, () -> carryOut(this::begin));
    }

    /** A task of this process, which may come to its end in it. */
    private void carryOut(Runnable task) {
        try {
            task.run();
        } catch (Killed end) {
            // Its locks are free, its memory is gone.
        }
    }

    private void begin() {
        mustLive();
        try {
            open();
            world.log().event(this + " is at work");
        } catch (HubSpotException | AlreadyOwnedException | OwnershipLostException | SchemaChangedException notYet) {
            tryAgain(notYet);
        } catch (DatabaseException failed) {
            if (!isTableInUse(failed)) {
                throw failed;
            }
            tryAgain(failed);
        }
    }

    private void tryAgain(RuntimeException notYet) {
        world.log().detail(() -> this + " does not start: " + notYet.getMessage());
        engine = null;
        world.scheduler().in(NEXT_TRY, () -> carryOut(this::begin));
    }

    /** On MariaDB no table is changed, nor given a trigger, while a transaction is open that has used it. */
    static boolean isTableInUse(RuntimeException failed) {
        return failed instanceof DatabaseException said
                && said.failure() != null
                && said.failure().getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    private void open() {
        pass(Moment.BEFORE_TRANSACTION);
        var opened = Database.over(world.place().source(), world.place().url(), world.clock());
        var ownership = opened.own(new Machine());
        database = opened;
        pass(Moment.AFTER_TRANSACTION);
        var client = new HubSpotClient(
                new HubSpotSettings(
                        URI.create("http://hubspot.simulated"),
                        REQUEST_TIMEOUT,
                        HubSpotSettings.DEFAULT.longestTurn(),
                        HubSpotSettings.DEFAULT.batchWithHistory(),
                        page(),
                        null,
                        BudgetSettings.DEFAULT),
                new Credential(world.account()),
                new Network(world, this, random.split()),
                new Surroundings(world.clock(), new VirtualWaiting(), new Random(random.nextLong())),
                CallObserver.NONE);
        client.connect();
        world.mappings()
                .forEach(mapping -> client.ensureUniqueProperty(
                        mapping.type(),
                        Environment.LINCHPIN_ID,
                        "Linchpin id",
                        "Set by Linchpin on records that it creates"));
        var watches = world.options().has(Extra.SCHEMA_CHANGES);
        if (!watches) {
            pass(Moment.BEFORE_TRANSACTION);
            opened.managedTables().apply(world.mappings());
            pass(Moment.BEFORE_TRANSACTION);
            opened.capture().install(world.mappings());
        }
        parser = new WebhookParser(PORTAL, client.ownApp(), Map.of());
        var gated = new GatedStore(opened.store(ownership), this);
        store = gated;
        var loops = new Loops(world, this);
        this.loops = loops;
        var made = new SyncEngine(
                settings(),
                world.mappings(),
                watches ? Blueprint.of(world.mappings()) : null,
                client,
                gated,
                world.clock(),
                this::freshId,
                loops::on);
        made.prepare();
        engine = made;
        loops.start(made.loops(), ownership);
    }

    /** Accounts are small here: in half of all histories pages are, too, so that a load has parts. */
    private int page() {
        return world.options().seed() % 2 == 0 ? SHORT_PAGE : HubSpotSettings.DEFAULT.page();
    }

    private EngineSettings settings() {
        var options = world.options();
        var usual = EngineSettings.defaults();
        var feeds = new EngineSettings.Feeds(options.pollEvery(), usual.feeds().pollOverlap(), options.sweepEvery())
                .withEdgesEvery(options.sweepEvery());
        var safety = options.has(Extra.WEBHOOKS_SUFFICE)
                ? new EngineSettings.Safety(Duration.ofDays(1), usual.safety().clockSkew())
                : usual.safety();
        return new EngineSettings(options.workersPerType(), REQUEST_TIMEOUT, options.patience(), feeds, safety)
                .withProof(options.has(Extra.VERIFIER) ? PROOF : EngineSettings.Proof.OFF);
    }

    private UUID freshId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** A step of input or output: here the process may end, be held up, or be interfered with. */
    void pass(Moment moment) {
        mustLive();
        thaw();
        world.traps().passed(this, moment);
        mustLive();
        thaw();
    }

    void mustLive() {
        if (dead) {
            throw new Killed();
        }
    }

    /** Whoever waited goes on only once the process does. */
    private void thaw() {
        while (world.clock().millis() < frozenUntil) {
            world.scheduler()
                    .pause(Duration.ofMillis(frozenUntil - world.clock().millis()));
            mustLive();
        }
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill(String why) {
        if (!dead) {
            dead = true;
            world.figures().count("crashes");
            world.log().event(this + " is killed " + why);
            restart();
        }
    }

    private void restart() {
        world.restart(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(60_000) : random.nextInt(2_000)));
    }

    /** The process can no longer do its work, and ends by itself. */
    void end(String why) {
        if (!dead) {
            dead = true;
            world.log().event(this + " ends: " + why);
            restart();
        }
    }

    /** The whole process stands still for so long, as on a machine that is suspended, and then goes on as if nothing had been. */
    public void freeze(Duration duration) {
        frozenUntil = Math.max(frozenUntil, world.clock().millis() + duration.toMillis());
        world.figures().count("freezes");
        world.log().event(this + " stands still for " + duration);
    }

    boolean isFrozen() {
        return world.clock().millis() < frozenUntil;
    }

    long frozenUntil() {
        return frozenUntil;
    }

    public boolean isAlive() {
        return !dead;
    }

    public boolean isAtWork() {
        return !dead && engine != null && !isFrozen();
    }

    void onChange(Changed what) {
        if (!dead && loops != null) {
            loops.onChange(what);
        }
    }

    /** Takes a delivery of webhooks; answers whether it is stored. */
    boolean receive(byte[] body) {
        try {
            if (parser == null
                    || store == null
                    || !(parser.parse(body) instanceof Delivery.Understood(var events, var _))) {
                return false;
            }
            store.inTransaction(tx -> tx.receive(events));
            world.figures().add("webhook events taken in", events.size());
            return true;
        } catch (Killed | OwnershipLostException gone) {
            return false;
        }
    }

    /** Has a person's request carried out, like one over HTTP. */
    public void request(Consumer<Desk> work) {
        world.scheduler()
                .in(
                        Duration.ZERO,
                        () -> carryOut(() -> {
                            mustLive();
                            if (engine != null) {
                                work.accept(engine.desk());
                            }
                        }));
    }

    /** What there is to look at; needs no life. */
    public Inspection inspection() {
        return Objects.requireNonNull(database).inspection();
    }

    boolean isIdle() {
        try {
            return engine != null && engine.isIdle();
        } catch (OwnershipLostException lost) {
            return false;
        }
    }

    World world() {
        return world;
    }

    SplittableRandom random() {
        return random;
    }

    @Override
    public String toString() {
        return "process " + number;
    }

    private final class Machine implements Host {
        @Override
        public OwnerProcess self() {
            return new OwnerProcess(host, number, number);
        }

        @Override
        public boolean isRunning(OwnerProcess process) {
            return world.alive().stream().anyMatch(other -> other.number == process.pid());
        }
    }

    private final class VirtualWaiting implements Waiting {
        @Override
        public void sleep(Duration duration) {
            world.scheduler().pause(duration);
            mustLive();
            thaw();
        }

        @Override
        public void await(Lock lock, Condition condition, Duration atMost) {
            lock.unlock();
            try {
                world.scheduler().pause(atMost.isPositive() ? atMost : Duration.ofMillis(1));
                mustLive();
                thaw();
            } finally {
                lock.lock();
            }
        }
    }
}
