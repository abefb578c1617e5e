package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.stream.Stream;

/** The calls about records, one by one and in batches. */
public final class ObjectRoutes {

    private ObjectRoutes() {}

    /** All of them; where several fit a path, the first one does. */
    public static List<Route> of(Crm crm, Links links, SettingsStore settings, SimulatorClock clock, long seed) {
        var finder = new RecordFinder(crm, settings);
        return Stream.of(
                        new BatchApi(crm, settings, finder, links, clock, seed).routes(),
                        new ObjectsApi(crm, settings, finder, links).routes())
                .flatMap(List::stream)
                .toList();
    }
}
