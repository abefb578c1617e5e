package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import java.util.List;
import java.util.stream.Stream;

/** The calls about links, their kinds and their limits. */
public final class AssociationRoutes {

    private AssociationRoutes() {}

    /** All of them; where several fit a path, the first one does. */
    public static List<Route> of(Crm crm, Links links, SimulatorClock clock) {
        return Stream.of(
                        new AssociationsApi(crm, links, clock).routes(),
                        new BatchAssociationsApi(crm, links, clock).routes(),
                        new OldAssociationsApi(crm, links, clock).routes(),
                        new LabelsApi(crm, links).routes(),
                        new ConfigurationsApi(crm, links, clock).routes(),
                        new UsageApi(crm, links).routes())
                .flatMap(List::stream)
                .toList();
    }
}
