package dev.linchpin.engine.assembly;

import dev.linchpin.engine.Engine;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.Cycle;
import dev.linchpin.engine.cycle.Decisions;
import dev.linchpin.engine.cycle.Environment;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.feed.AbsenceSweep;
import dev.linchpin.engine.feed.ArchiveSweep;
import dev.linchpin.engine.feed.AuditsDue;
import dev.linchpin.engine.feed.Capture;
import dev.linchpin.engine.feed.CycleLoop;
import dev.linchpin.engine.feed.Inbox;
import dev.linchpin.engine.feed.Load;
import dev.linchpin.engine.feed.Poll;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Store;
import dev.linchpin.engine.store.Transaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The engine of one connection, with a fixed mapping. */
public final class SyncEngine implements Engine {
    private final Environment environment;
    private final List<Loop> loops;
    private final Map<ObjectType, Load> loads;
    private final Desk desk;

    /**
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
        this.environment = new Environment(settings, hubspot, store, clock, ids, listener);
        this.loops = new ArrayList<>();
        this.loads = new LinkedHashMap<>();
        var capture = new Capture(environment);
        loops.add(capture);
        loops.add(new Inbox(environment, mappings));
        for (var mapping : mappings) {
            // The cycle takes in captured changes of its own accord where it must not miss one, beside the loop that
            // does
            // so all the time: an entry is taken in by whoever deletes it.
            var cycle = new Cycle(environment, mapping, new Capture(environment)::drain);
            for (var worker = 1; worker <= settings.workersPerType(); worker++) {
                loops.add(new CycleLoop(cycle, mapping.type(), worker));
            }
            var load = new Load(environment, mapping, cycle);
            loads.put(mapping.type(), load);
            loops.add(load);
            loops.add(new Poll(environment, mapping));
            loops.add(new ArchiveSweep(environment, mapping));
            loops.add(new AbsenceSweep(environment, mapping));
            loops.add(new AuditsDue(environment, mapping));
        }
        this.desk = new Decisions(
                environment,
                mappings,
                type -> load(type).restart(),
                type -> load(type).restartRows());
    }

    private Load load(ObjectType type) {
        var load = loads.get(type);
        if (load == null) {
            throw new IllegalArgumentException("The object type " + type + " is not mapped");
        }
        return load;
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
        return loads.values().stream().allMatch(Load::isDone)
                && !environment.store().inTransaction(Transaction::hasWork);
    }
}
