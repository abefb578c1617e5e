package dev.linchpin.server.overview;

import dev.linchpin.engine.Engine;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Standings;
import dev.linchpin.hubspot.Health;
import dev.linchpin.hubspot.budget.BudgetSnapshot;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How the whole stands, in figures of one moment. */
public final class OverviewEndpoints implements Endpoints {
    private final Sparing<OverviewJson> overview;
    private final Responses responses;

    /**
     * @param share the part of HubSpot's limits that Linchpin may use
     * @param feeds where changes in HubSpot are heard of
     */
    public OverviewEndpoints(
            Inspection inspection,
            Standings standings,
            Reconciliations reconciliations,
            Progress progress,
            Engine engine,
            Supplier<Health> hubSpot,
            Supplier<BudgetSnapshot> budget,
            double share,
            Set<Feed> feeds,
            MappedTypes types,
            Supplier<List<MirrorLoop.Report>> mirrors,
            Responses responses,
            InstantSource clock) {
        var whole = new Overview(new Overview.Sources(
                inspection,
                standings,
                new RunningNow(progress, reconciliations),
                progress,
                engine,
                hubSpot,
                budget,
                share,
                feeds,
                types,
                mirrors,
                clock));
        this.overview = new Sparing<>(whole::now, System::nanoTime, LockSupport::parkNanos);
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/overview", context -> {
            Queries.refuseUnknown(context, List.of());
            responses.ok(context, overview.get());
        });
    }
}
