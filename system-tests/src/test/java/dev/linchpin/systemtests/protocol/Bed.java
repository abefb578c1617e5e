package dev.linchpin.systemtests.protocol;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.ownership.OwnerProcess;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.assembly.SyncEngine;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.mirror.MirrorSettings;
import dev.linchpin.engine.mirror.MirrorStore;
import dev.linchpin.engine.mirror.Mirrors;
import dev.linchpin.engine.mirror.Timetable;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.reference.Reference;
import dev.linchpin.engine.reference.ReferenceLoops;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.engine.store.Store;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.Surroundings;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.StaticTokens;
import dev.linchpin.hubspot.budget.BudgetSettings;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.journal.JournalApp;
import dev.linchpin.hubspot.waiting.Waiting;
import dev.linchpin.hubspot.webhooks.Delivery;
import dev.linchpin.hubspot.webhooks.WebhookParser;
import dev.linchpin.simulator.SimulatedHubSpot;
import dev.linchpin.simulator.SimulatorOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection, driven by hand: a simulated account, a real database, and the engine between them. Single-threaded; the
 * clock moves only when something waits, or the test says so.
 */
final class Bed extends TwoSides implements AutoCloseable {
    static final Duration REFERENCE_EVERY = Duration.ofMinutes(15);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** Stands for the process being killed: nothing after it is carried out. An error, because nobody may survive it. */
    static final class Killed extends Error {
        Killed() {
            super("killed");
        }
    }

    final Calls calls;
    private final EngineSettings settings;
    private final Map<Loop, Instant> due = new LinkedHashMap<>();
    /** Loops in the middle of a step: what runs during one of their calls leaves them alone, as threads would. */
    private final Set<Loop> stepping = new HashSet<>();

    private final Random random = new Random(1);
    private int processes;

    @Nullable Database database;

    @Nullable SyncEngine engine;

    @Nullable Store store;

    @Nullable WebhookParser parser;

    @Nullable HubSpotClient client;

    boolean webhooks = true;

    /** Records a page of a listing, from the next start on. */
    int page = HubSpotSettings.DEFAULT.page();

    /** What is kept for reference, from the next start on. */
    Set<Reference> references = Set.of();

    /** What is mirrored, from the next start on. */
    List<MirrorSettings> mirrors = List.of();

    /** The mirrored types whose pipelines are mirrored, too. */
    List<ObjectType> pipelineMirrors = List.of();

    List<MirrorLoop> mirrorLoops = List.of();

    /** What Linchpin is known by in HubSpot. */
    String token = "pat-simulator";

    /** What is to be mapped as the two sides change; null while the mapping is fixed. */
    @Nullable Blueprint blueprint;

    /** Hears of everything that the engine tells, on its own thread. */
    Consumer<EngineEvent> heard = event -> {};

    Bed(String url, SimulatorOptions options, List<ObjectMapping> mappings, EngineSettings settings) {
        this(url, options, new MovableClock(Instant.parse("2026-11-20T08:00:00Z")), mappings, settings);
    }

    private Bed(
            String url,
            SimulatorOptions options,
            MovableClock clock,
            List<ObjectMapping> mappings,
            EngineSettings settings) {
        super(
                url,
                new SimulatedHubSpot(options.withClock(clock).withWebhooks("http://localhost/webhooks", "secret")),
                clock,
                mappings);
        this.settings = settings;
        this.calls = new Calls(hubspot, clock);
        subscribe();
    }

    /** The same database and account under another configuration; the other bed must be down. */
    Bed(Bed other, List<ObjectMapping> mappings) {
        super(other.url, other.hubspot, other.clock, mappings);
        this.settings = other.settings;
        this.processes = other.processes;
        this.calls = new Calls(hubspot, clock);
    }

    /** Starts a process; the one before must have been stopped or killed. */
    void start() {
        var pid = ++processes;
        var current = Database.open(DatabaseOptions.of(url), clock);
        database = current;
        var ownership = current.own(new Host() {
            @Override
            public OwnerProcess self() {
                return new OwnerProcess("bed", pid, pid);
            }

            @Override
            public boolean isRunning(OwnerProcess process) {
                return false;
            }
        });
        if (blueprint == null) {
            current.managedTables().apply(mappings);
            current.capture().install(mappings);
        }
        var access = HubSpotSettings.DEFAULT
                .withBaseUrl(URI.create("http://simulated.hubspot"))
                .withPage(page)
                .withBudget(new BudgetSettings(0.9, OptionalInt.empty(), Duration.ofSeconds(2)));
        var client = new HubSpotClient(
                access,
                new StaticTokens(new Secret(token), null),
                new JournalApp(
                        "simulator-client-id",
                        new Secret("simulator-client-secret"),
                        mappings.stream().map(ObjectMapping::type).toList()),
                calls,
                new Surroundings(clock, waiting(), random),
                CallObserver.NONE);
        client.connect();
        mappings.forEach(mapping -> client.ensureUniqueProperty(
                mapping.type(), Environment.LINCHPIN_ID, "Linchpin id", "Set by Linchpin on records that it creates"));
        this.client = client;
        parser = new WebhookParser(
                "4242",
                client.ownApp(),
                client.customTypes(mappings.stream().map(ObjectMapping::type).toList()));
        store = current.store(ownership);
        engine = new SyncEngine(
                settings,
                mappings,
                blueprint,
                client,
                store,
                clock,
                () -> new UUID(7, random.nextLong()),
                event -> heard.accept(event));
        engine.prepare();
        engine.loops().forEach(loop -> due.put(loop, clock.instant()));
        keepReferences(current, client);
        startMirrors(current, client, current.mirrors(ownership));
    }

    private void startMirrors(Database current, HubSpotClient client, MirrorStore rows) {
        var made = new Mirrors(client, rows, store(), clock, event -> heard.accept(event));
        var loops = new ArrayList<MirrorLoop>();
        mirrors.forEach(mirror -> loops.add(made.records(mirror)));
        for (var type : pipelineMirrors) {
            current.referenceTables()
                    .apply(List.of(ReferenceTable.mirroredPipelines(type), ReferenceTable.mirroredStages(type)));
            loops.add(made.pipelines(type, new Timetable(REFERENCE_EVERY, Duration.ofMinutes(10))));
        }
        mirrorLoops = List.copyOf(loops);
        loops.forEach(loop -> due.put(loop, clock.instant()));
    }

    private void keepReferences(Database current, HubSpotClient client) {
        current.referenceTables()
                .apply(references.stream()
                        .flatMap(reference -> reference.tables().stream())
                        .toList());
        var types = mappings.stream().map(ObjectMapping::type).toList();
        ReferenceLoops.of(client.reference(), store(), references, types, REFERENCE_EVERY)
                .forEach(loop -> due.put(loop, clock.instant()));
    }

    /** As {@code kill -9} would: nothing is released or finished. */
    void kill() {
        if (database != null) {
            database.close();
        }
        database = null;
        engine = null;
        due.clear();
    }

    void restart() {
        kill();
        start();
    }

    /** Things happen while nobody looks, so that neither side knows of the other's; then all of it is settled. */
    void whileDown(Runnable happens) {
        kill();
        happens.run();
        start();
        settle();
    }

    private Waiting waiting() {
        return new Waiting() {
            @Override
            public void sleep(Duration duration) {
                clock.advance(duration);
            }

            @Override
            public void await(Lock lock, Condition condition, Duration atMost) {
                clock.advance(atMost.isPositive() ? atMost : Duration.ofMillis(1));
            }
        };
    }

    // --- time ----------------------------------------------------------------------------------------------------

    /** Lets everything run for this long: finely at first, when most happens, and then in larger and larger steps. */
    void run(Duration duration) {
        var began = clock.instant();
        var until = began.plus(duration);
        while (clock.instant().isBefore(until)) {
            deliverWebhooks();
            for (var loop : List.copyOf(due.keySet())) {
                if (!clock.instant().isBefore(due.getOrDefault(loop, Instant.MAX)) && stepping.add(loop)) {
                    step(loop);
                }
            }
            clock.advance(stride(Duration.between(began, clock.instant())));
            hubspot.search().step();
        }
    }

    private static Duration stride(Duration passed) {
        if (passed.compareTo(Duration.ofMillis(500)) < 0) {
            return Duration.ofMillis(10);
        }
        return passed.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMillis(200) : Duration.ofSeconds(2);
    }

    private void step(Loop loop) {
        try {
            due.put(loop, clock.instant().plus(loop.step()));
        } catch (HubSpotException | SchemaChangedException refused) {
            due.put(loop, clock.instant().plus(AFTER_FAILURE));
        } finally {
            stepping.remove(loop);
        }
    }

    /** Lets everything run until the engine has nothing to do, and then until all writes are audited. */
    void settle() {
        run(Duration.ofMillis(300));
        for (var round = 0; round < 600 && !engine().isIdle(); round++) {
            run(Duration.ofSeconds(1));
        }
        run(Duration.ofSeconds(25));
        for (var round = 0; round < 600 && !engine().isIdle(); round++) {
            run(Duration.ofSeconds(1));
        }
    }

    private void deliverWebhooks() {
        while (true) {
            var delivery = hubspot.webhooks().take();
            if (delivery.isEmpty()) {
                return;
            }
            var reader = parser;
            var accepted = webhooks && reader != null && engine != null;
            if (accepted && reader != null) {
                var parsed = reader.parse(delivery.get().body());
                if (parsed instanceof Delivery.Understood(var events, var _)) {
                    store().inTransaction(tx -> tx.receive(events));
                }
            }
            hubspot.webhooks().settle(delivery.get(), accepted);
        }
    }

    SyncEngine engine() {
        return Objects.requireNonNull(engine);
    }

    Store store() {
        return Objects.requireNonNull(store);
    }

    GuardDesk guard() {
        return Objects.requireNonNull(database).guard();
    }

    Inspection inspection() {
        return Objects.requireNonNull(database).inspection();
    }

    /** Another program that changes rows past the triggers, as the restoring of a backup does; the process must be down. */
    void withoutTriggers(String statement) {
        try (var current = Database.open(DatabaseOptions.of(url), clock)) {
            current.capture().uninstall();
        }
        sql(statement);
    }

    @Override
    public void close() {
        kill();
    }
}
