package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import java.util.List;
import java.util.stream.Stream;

/** The calls about properties, their groups and their validation rules. */
public final class PropertyRoutes {

    private PropertyRoutes() {}

    /** All of them; where several fit a path, the first one does. */
    public static List<Route> of(Crm crm, PropertyDefinitions definitions, SimulatorClock clock) {
        return Stream.of(
                        new GroupsApi(crm).routes(),
                        new PropertiesApi(crm, clock, definitions).routes(),
                        new ValidationsApi(crm).routes())
                .flatMap(List::stream)
                .toList();
    }
}
