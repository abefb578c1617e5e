package dev.linchpin.engine.assembly;

import dev.linchpin.engine.Engine;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.Cycle;
import dev.linchpin.engine.cycle.Decisions;
import dev.linchpin.engine.cycle.identity.Doubles;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.feed.AbsenceSweep;
import dev.linchpin.engine.feed.ArchiveSweep;
import dev.linchpin.engine.feed.AuditsDue;
import dev.linchpin.engine.feed.Capture;
import dev.linchpin.engine.feed.CycleLoop;
import dev.linchpin.engine.feed.DoublesDue;
import dev.linchpin.engine.feed.EdgeSweep;
import dev.linchpin.engine.feed.Inbox;
import dev.linchpin.engine.feed.JournalFeed;
import dev.linchpin.engine.feed.Load;
import dev.linchpin.engine.feed.Poll;
import dev.linchpin.engine.feed.Purge;
import dev.linchpin.engine.feed.Referee;
import dev.linchpin.engine.feed.WholeRecordsFeed;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.engine.schema.SchemaWatch;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.Store;
import dev.linchpin.engine.store.Transaction;
import dev.linchpin.engine.verify.Reconciliation;
import dev.linchpin.engine.verify.RollingVerifier;
import dev.linchpin.engine.verify.RowSweep;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine of one connection. Its mapping changes while it runs, if it is told what is to be mapped. */
public final class SyncEngine implements Engine {
    /** A page takes HubSpot a while, so more of them are under way at a time than cycles. */
    private static final int LOADERS = 2;

    private final Environment environment;
    private final Remapping remapping;
    private final List<Loop> loops;
    private final Map<ObjectType, Remapping.Made<Load>> loads;
    private final Desk desk;
    private final @Nullable SchemaWatch schema;

    /**
     * With a fixed mapping.
     *
     * @param ids where fresh {@code linchpin_id}s come from; never the same one twice
     * @param listener hears of everything, on the threads that step the loops
     */
    public SyncEngine(
            EngineSettings settings,
            List<ObjectMapping> mappings,
            HubSpot hubspot,
            Store store,
            Clock clock,
            Supplier<UUID> ids,
            EngineListener listener) {
        this(settings, mappings, null, hubspot, store, clock, ids, listener);
    }

    /**
     * @param mappings what is mapped as far as is known yet
     * @param blueprint what is to be mapped, given what both sides have; null when the mapping is fixed
     */
    public SyncEngine(
            EngineSettings settings,
            List<ObjectMapping> mappings,
            @Nullable Blueprint blueprint,
            HubSpot hubspot,
            Store store,
            Clock clock,
            Supplier<UUID> ids,
            EngineListener listener) {
        this.environment = new Environment(settings, hubspot, store, clock, ids, event -> {
            doubtSchema(event);
            listener.on(event);
        });
        this.remapping =
                new Remapping(mappings, type -> environment.listener().on(new EngineEvent.SchemaDoubted(type)));
        this.loops = new ArrayList<>();
        this.loads = new LinkedHashMap<>();
        this.schema = blueprint == null
                ? null
                : new SchemaWatch(
                        environment,
                        blueprint,
                        remapping::to,
                        type -> load(type).restartRows(),
                        type -> load(type).restart());
        var capture = new Capture(environment, remapping::mappings);
        loops.add(capture);
        if (schema != null) {
            loops.add(schema);
        }
        loops.add(new Inbox(environment, remapping::mappings));
        if (settings.feeds().on().contains(Feed.JOURNAL)) {
            loops.add(new JournalFeed(environment, remapping::mappings));
        }
        if (!settings.retention().isEmpty()) {
            loops.add(new Purge(environment));
        }
        for (var mapping : mappings) {
            addLoops(mapping, settings.workersPerType());
        }
        this.desk = new Decisions(
                environment,
                remapping::mappings,
                type -> load(type).restart(),
                type -> load(type).restartRows());
    }

    private void addLoops(ObjectMapping mapping, int workers) {
        var type = mapping.type();
        // The cycle takes in captured changes of its own accord where it must not miss one, beside the loop
        // that does so all the time: an entry is taken in by whoever deletes it.
        var capture = new Capture(environment, remapping::mappings);
        var first = new Cycle(environment, mapping, remapping::mappings, capture::drain);
        var cycle = remapping.new Made<>(mapping, first::remapped);
        for (var worker = 1; worker <= workers; worker++) {
            var number = worker;
            loops.add(remapping.loop(type, () -> new CycleLoop(cycle.get(), type, number)));
        }
        var load = remapping.new Made<>(mapping, current -> new Load(environment, current, cycle.get()));
        loads.put(type, load);
        for (var number = 1; number <= workers * LOADERS; number++) {
            var loader = number;
            loops.add(remapping.loop(type, () -> load.get().loader(loader)));
        }
        addLoop(mapping, current -> new Poll(environment, current));
        addLoop(mapping, current -> new Referee(environment, current));
        if (environment.settings().proof().isOn() || mapping.layout().isPolled()) {
            addLoop(mapping, current -> new RowSweep(environment, current));
        }
        if (environment.settings().proof().isOn()) {
            addLoop(mapping, current -> new RollingVerifier(environment, current));
            addLoop(mapping, current -> new Reconciliation(environment, current));
        }
        addLoop(mapping, current -> new ArchiveSweep(environment, current));
        addLoop(mapping, current -> new AbsenceSweep(environment, current));
        addLoop(mapping, current -> new AuditsDue(environment, current));
        if (!mapping.identity().isEmpty() && !mapping.hasUniqueIdentity()) {
            addLoop(mapping, current -> new DoublesDue(new Doubles(environment, current), type));
        }
        if (mapping.traits().whole()) {
            addLoop(mapping, current -> new WholeRecordsFeed(environment, current));
        }
        if (!mapping.edges().isEmpty()) {
            addLoop(mapping, current -> new EdgeSweep(environment, current, remapping::mappings));
        }
    }

    private void addLoop(ObjectMapping mapping, Function<ObjectMapping, Loop> make) {
        loops.add(remapping.loop(mapping.type(), remapping.new Made<>(mapping, make)::get));
    }

    /** A refused value or a missing table may be due to a change that nobody has told of. */
    private void doubtSchema(EngineEvent event) {
        var watch = schema;
        if (watch != null
                && (event instanceof EngineEvent.DeadLetterBuried || event instanceof EngineEvent.SchemaDoubted)) {
            watch.doubt();
        }
    }

    /**
     * Brings the mapping, the tables and the capture in line before anything runs.
     *
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot cannot be asked
     * @throws dev.linchpin.engine.store.SchemaChangedException when a table is being changed just then
     */
    public void prepare() {
        if (schema != null) {
            schema.adjust();
        }
    }

    /** What is kept in step now; types that pause are absent. */
    public List<ObjectMapping> mappings() {
        return List.copyOf(remapping.mappings().values());
    }

    private Load load(ObjectType type) {
        var load = loads.get(type);
        if (load == null) {
            throw new IllegalArgumentException("The object type " + type + " is not mapped");
        }
        return load.get();
    }

    @Override
    public List<Loop> loops() {
        return List.copyOf(loops);
    }

    @Override
    public Desk desk() {
        return desk;
    }

    @Override
    public boolean isIdle() {
        return loads.entrySet().stream()
                        .filter(load -> remapping.mappings().containsKey(load.getKey()))
                        .allMatch(load -> load.getValue().get().isDone())
                && !environment.store().inTransaction(Transaction::hasWork);
    }
}
