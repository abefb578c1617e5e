package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.stream.Stream;

/** The calls about lists, their members, and the lists of a record. */
public final class ListRoutes {

    private ListRoutes() {}

    /** All of them; where several fit a path, the first one does. */
    public static List<Route> of(Lists lists, Crm crm, SettingsStore settings, SimulatorClock clock) {
        return Stream.of(
                        new ListsApi(lists, crm).routes(),
                        new MembershipsApi(lists, crm, settings).routes(),
                        new RecordListsApi(lists, crm, clock).routes())
                .flatMap(List::stream)
                .toList();
    }
}
