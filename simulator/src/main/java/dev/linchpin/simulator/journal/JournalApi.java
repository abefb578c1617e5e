package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.SignedLinks;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The calls of the webhooks journal. */
public final class JournalApi {

    private static final Set<ApiVersion> VERSIONS =
            Set.of(ApiVersion.V4, ApiVersion.SPRING_2026, ApiVersion.AUTUMN_2026);

    private final Journal journal;
    private final SnapshotsApi snapshots;
    private final List<Route> routes;

    /** Serves a journal; the URLs of its files follow from the seed. */
    public JournalApi(Journal journal, Agenda agenda, Crm crm, SimulatorClock clock, long portalId, long seed) {
        this.journal = journal;
        this.snapshots = new SnapshotsApi(journal, agenda, crm, clock, portalId);
        this.routes = Stream.of(
                        new SubscriptionsApi(journal, crm.types(), clock, portalId).routes(),
                        new ReadingApi(journal, clock, new SignedLinks(seed), portalId).routes(),
                        snapshots.routes())
                .flatMap(List::stream)
                .map(this::mounted)
                .toList();
    }

    /** Its routes. */
    public List<Route> routes() {
        return routes;
    }

    /** Forgets every subscription, entry and snapshot. */
    public void clear() {
        journal.clear();
        snapshots.clear();
    }

    private Route mounted(Route route) {
        return route.versions().contains(ApiVersion.UNVERSIONED)
                ? route
                : route.under(VERSIONS).handledBy(call -> checked(call, route));
    }

    private SimulatedResponse checked(Call call, Route route) {
        if (call.version() == ApiVersion.AUTUMN_2026 && !journal.settings().autumnVersion()) {
            throw ApiError.notFound("resource not found").exception();
        }
        return route.handler().handle(call);
    }
}
