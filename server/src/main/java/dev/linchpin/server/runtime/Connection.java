package dev.linchpin.server.runtime;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.keys.ApiKeys;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.rows.RowEdits;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.statistics.Statistics;
import dev.linchpin.engine.Engine;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.assembly.SyncEngine;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.feed.Load;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.reference.Reference;
import dev.linchpin.engine.reference.ReferenceLoops;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Records;
import dev.linchpin.engine.store.Standings;
import dev.linchpin.engine.store.Store;
import dev.linchpin.hubspot.Health;
import dev.linchpin.server.config.ConfigurationException;
import dev.linchpin.server.config.DatabaseSettings;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.config.SyncSettings;
import dev.linchpin.server.loops.LoopRunner;
import dev.linchpin.server.mapping.ConfiguredBlueprint;
import dev.linchpin.server.mapping.EdgeMappings;
import dev.linchpin.server.mapping.ExistingMapping;
import dev.linchpin.server.mapping.ExistingTables;
import dev.linchpin.server.mapping.ManagedMapping;
import dev.linchpin.server.metrics.Metrics;
import dev.linchpin.server.overview.LoadTotals;
import dev.linchpin.server.overview.Progress;
import dev.linchpin.server.statistics.Recorder;
import dev.linchpin.server.statistics.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HubSpot account and one database, paired and ready to be kept in step; owned by this process until closed. Nothing
 * moves before {@link #run}.
 */
public final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** How often the change log is looked at while it is quiet, where the database tells of changes by itself. */
    private static final Duration WITH_NOTICES = Duration.ofMillis(500);

    private static final Duration WITHOUT_NOTICES = Duration.ofMillis(50);

    private final Resources resources;
    private final Database database;
    private final HubSpotSide hubSpot;
    private final List<ObjectMapping> mappings;
    private final Store store;
    private final SyncEngine engine;
    private final LoopRunner loops;
    private final Metrics metrics;
    private final Progress progress;
    private final List<Loop> allLoops;
    private final List<MirrorLoop> mirrors;

    private Connection(
            Resources resources,
            Database database,
            HubSpotSide hubSpot,
            List<ObjectMapping> mappings,
            Store store,
            SyncEngine engine,
            LoopRunner loops,
            Metrics metrics,
            Progress progress,
            List<Loop> allLoops,
            List<MirrorLoop> mirrors) {
        this.resources = resources;
        this.database = database;
        this.hubSpot = hubSpot;
        this.mappings = mappings;
        this.store = store;
        this.engine = engine;
        this.loops = loops;
        this.metrics = metrics;
        this.progress = progress;
        this.allLoops = allLoops;
        this.mirrors = mirrors;
    }

    /**
     * Opens both sides, takes the ownership, and makes tables, columns and triggers that are missing.
     *
     * @param listener hears what the engine does, besides the metrics
     * @throws ConfigurationException when the configuration does not fit HubSpot's catalogue
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot refuses or does not answer
     * @throws dev.linchpin.database.sql.DatabaseException when the database cannot be used
     * @throws dev.linchpin.database.ownership.AlreadyOwnedException when another process runs this connection
     */
    public static Connection open(Settings settings, Clock clock, EngineListener listener) {
        var resources = new Resources();
        try {
            return open(settings, clock, listener, resources);
        } catch (RuntimeException failed) {
            resources.close();
            throw failed;
        }
    }

    private static Connection open(Settings settings, Clock clock, EngineListener listener, Resources resources) {
        var metrics = new Metrics(clock);
        var tally = new Tally(clock);
        var progress = new Progress(clock);
        // Both sides take their time to answer, so they are asked at once.
        var opening = inBackground(() -> Database.open(options(settings.database()), clock));
        HubSpotSide hubSpot;
        try {
            hubSpot = resources.add(HubSpotSide.connect(settings, clock, (route, status, took) -> {
                metrics.called(route, status, took);
                tally.called(route, status, took);
            }));
        } catch (RuntimeException failed) {
            var _ = opening.thenAccept(Database::close);
            throw failed;
        }
        var database = resources.add(join(opening));
        var ownership = database.own(Host.local());
        resources.add(ownership::release);
        var store = database.store(ownership);
        var configured = ExistingTables.withCapture(settings.objects(), database.catalogue());
        var mappings = mappings(
                configured,
                hubSpot,
                database,
                type -> store.inTransaction(tx -> tx.fields().of(type)));
        Mirroring.requireProperties(settings.mirrors(), hubSpot);
        var objects = hubSpot.prepare(configured);
        var types = mappings.stream().map(ObjectMapping::type).toList();
        // Closed after the loops, so that nothing happens any more that it would miss.
        var recorder = resources.add(new Recorder(tally, database.statistics(), types, clock));
        var loops = resources.add(new LoopRunner(clock));
        var notices = database.changeNotices().map(resources::add);
        var captureEvery = notices.isPresent() ? WITH_NOTICES : WITHOUT_NOTICES;
        EngineListener listeners = event -> {
            loops.on(event);
            metrics.on(event);
            tally.on(event);
            progress.on(event);
            listener.on(event);
        };
        var engine = new SyncEngine(
                engineSettings(settings, captureEvery),
                mappings,
                new ConfiguredBlueprint(objects, database::managedTable, type -> edgesOf(type, mappings)),
                hubSpot.client(),
                store,
                clock,
                UUID::randomUUID,
                listeners);
        engine.prepare();
        requireScopes(mappings, store);
        metrics.watch(types, database.inspection());
        resumeLoads(mappings, database, progress);
        metrics.watch(hubSpot.client()::budget);
        var all = new ArrayList<Loop>(engine.loops());
        all.addAll(ReferenceLoops.of(
                hubSpot.client().reference(),
                store,
                references(settings, database),
                types,
                settings.sync().referenceEvery()));
        var mirrors =
                Mirroring.loops(settings, hubSpot, database, store, database.mirrors(ownership), clock, listeners);
        all.addAll(mirrors);
        all.add(new Heartbeat(ownership));
        all.add(recorder);
        all.add(new LoadTotals(hubSpot.client(), progress));
        notices.ifPresent(told -> all.add(new CaptureWaker(told, loops)));
        return new Connection(
                resources,
                database,
                hubSpot,
                mappings,
                store,
                engine,
                loops,
                metrics,
                progress,
                List.copyOf(all),
                mirrors);
    }

    /** What an earlier process has loaded already. */
    private static void resumeLoads(List<ObjectMapping> mappings, Database database, Progress progress) {
        var loading = mappings.stream()
                .filter(mapping -> !Load.isDone(database.verification()::position, mapping))
                .map(ObjectMapping::type)
                .toList();
        if (!loading.isEmpty()) {
            database.standings().types().stream()
                    .filter(type -> loading.contains(type.type()))
                    .forEach(type -> progress.resumes(type.type(), type.linked()));
        }
    }

    /** What can be kept for reference: a table of the user's own that has the name is left alone. */
    private static List<Reference> references(Settings settings, Database database) {
        var kept = new ArrayList<Reference>();
        for (var reference : settings.sync().reference()) {
            try {
                for (var step : database.referenceTables().apply(reference.tables())) {
                    LOG.info("Database: {}", step.description());
                }
                kept.add(reference);
            } catch (DatabaseException notOurs) {
                LOG.warn("{}", notOurs.getMessage());
            }
        }
        return kept;
    }

    /** @param known what has been mapped so far */
    static List<ObjectMapping> mappings(
            List<ObjectSettings> objects,
            HubSpotSide hubSpot,
            Database database,
            Function<ObjectType, List<KnownField>> known) {
        var mappings = new ArrayList<ObjectMapping>();
        var problems = new ArrayList<Problem>();
        var tables = new ExistingTables(database.catalogue(), problems);
        for (var object : objects) {
            var catalogue = hubSpot.catalogues().getOrDefault(object.type(), List.of());
            var names =
                    known.apply(object.type()).stream().map(KnownField::name).collect(Collectors.toSet());
            var existing = object.table();
            if (existing != null) {
                var mapping = ExistingMapping.of(object, existing, catalogue, names, problems);
                if (mapping != null) {
                    mappings.add(mapping);
                    tables.check(object, existing, mapping, names).forEach(remark -> LOG.warn("{}", remark));
                }
                continue;
            }
            var mapping = ManagedMapping.of(object, catalogue, database.managedTable(object.type()), names, problems);
            if (mapping != null) {
                mappings.add(mapping);
            }
            for (var name : ManagedMapping.leftOut(object, catalogue)) {
                LOG.warn(
                        "HubSpot's property '{}' on {} is not mapped: Linchpin has a column of that name",
                        name,
                        object.type());
            }
        }
        var associations =
                objects.stream().collect(Collectors.toMap(ObjectSettings::type, ObjectSettings::associations));
        var complete = new EdgeMappings(hubSpot.client().associations()::kinds, problems).addTo(mappings, associations);
        for (var object : objects) {
            var existing = object.table();
            if (existing != null) {
                complete.stream()
                        .filter(mapping -> mapping.type().equals(object.type()))
                        .forEach(mapping -> tables.checkAssociations(existing, mapping, object.associations()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return List.copyOf(complete);
    }

    private static List<EdgeMapping> edgesOf(ObjectType type, List<ObjectMapping> mappings) {
        return mappings.stream()
                .filter(mapping -> mapping.type().equals(type))
                .flatMap(mapping -> mapping.edges().stream())
                .toList();
    }

    /** Whether the database understands a condition is known only once there is a table. */
    private static void requireScopes(List<ObjectMapping> mappings, Store store) {
        var problems = mappings.stream()
                .flatMap(mapping -> store
                        .tables()
                        .misunderstands(mapping)
                        .map(problem -> new Problem("objects." + mapping.type() + ".where", problem))
                        .stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static EngineSettings engineSettings(Settings settings, Duration captureEvery) {
        var byDefault = EngineSettings.defaults();
        var sync = settings.sync();
        return byDefault
                .withFeeds(new EngineSettings.Feeds(
                        sync.pollEvery(),
                        sync.pollOverlap(),
                        sync.sweepEvery(),
                        sync.feeds(),
                        sync.feedGrace(),
                        captureEvery,
                        byDefault.feeds().edgesEvery()))
                .withSafety(byDefault
                        .safety()
                        .withGuard(settings.guard())
                        .withStrict(sync.safety() == SyncSettings.Safety.STRICT))
                .withProof(settings.verify())
                .withRetention(settings.retention())
                .withWork(sync.workersPerType(), settings.hubspot().requestTimeout(), sync.maxFailures());
    }

    static DatabaseOptions options(DatabaseSettings settings) {
        var password = settings.password();
        return new DatabaseOptions(
                settings.url(), settings.user(), password == null ? null : password.value(), settings.poolSize());
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, ForkJoinPool.commonPool());
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Starts the loops. */
    public void run() {
        loops.start(allLoops);
    }

    public LoopRunner loops() {
        return loops;
    }

    public Engine engine() {
        return engine;
    }

    /** Has every mirror run as soon as the loops do, whatever its timetable says. */
    public void runMirrors() {
        mirrors.forEach(MirrorLoop::runNow);
    }

    /** How what flows one way is doing. */
    public List<MirrorLoop.Report> mirrors() {
        return mirrors.stream().map(MirrorLoop::report).toList();
    }

    public Inspection inspection() {
        return database.inspection();
    }

    /** Reports of comparisons, and requests for them. */
    public Reconciliations reconciliations() {
        return database.reconciliations();
    }

    /** How whole types stand. */
    Standings standings() {
        return database.standings();
    }

    /** The figures that charts are drawn from. */
    Statistics statistics() {
        return database.statistics();
    }

    /** Which records there are. */
    Records records() {
        return database.records();
    }

    /** How far has come what takes its time. */
    Progress progress() {
        return progress;
    }

    GuardDesk guard() {
        return database.guard();
    }

    /** Where the data is, for people. */
    public String place() {
        return database.place();
    }

    /** As they are now; of a type that pauses, as it was at the start. */
    public List<ObjectMapping> mappings() {
        var current = engine.mappings().stream().collect(Collectors.toMap(ObjectMapping::type, mapping -> mapping));
        return mappings.stream()
                .map(mapping -> current.getOrDefault(mapping.type(), mapping))
                .toList();
    }

    /** Whether HubSpot goes on accepting the token. */
    public Health health() {
        return hubSpot.client().health();
    }

    Store store() {
        return store;
    }

    /** For edits that people make over HTTP. */
    RowEdits edits() {
        return database.edits();
    }

    ApiKeys apiKeys() {
        return database.apiKeys();
    }

    HubSpotSide hubSpot() {
        return hubSpot;
    }

    Metrics metrics() {
        return metrics;
    }

    /** Stops the loops, gives the ownership up, closes both sides. */
    @Override
    public void close() {
        resources.close();
    }
}
