package dev.linchpin.simulator;

import dev.linchpin.simulator.api.Api;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.control.ControlApi;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.limits.RateLimits;
import dev.linchpin.simulator.search.Search;
import dev.linchpin.simulator.seed.Seeder;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.stats.Stats;
import dev.linchpin.simulator.webhooks.Webhooks;

/**
 * A HubSpot account as a function from requests to answers: no sockets, no threads, no time but the clock it is given. A
 * deterministic simulation calls it directly; {@link Simulator} puts it behind HTTP. Thread-safe.
 */
public final class SimulatedHubSpot {

    private final SimulatorClock clock;
    private final SettingsStore settings;
    private final Search search;
    private final Webhooks webhooks;
    private final Api api;
    private final ControlApi control;

    /** An account as the options describe it, seeded. Port and latency mean nothing here. */
    public SimulatedHubSpot(SimulatorOptions options) {
        clock = new SimulatorClock(options.clock());
        settings = new SettingsStore(options.settings());
        var stats = new Stats();
        var faults = new Faults(options.seed());
        var limits = new RateLimits(options.timeZone());
        var crm = new Crm(clock, settings, options.portalId());
        new Seeder(crm, options.seed()).seed(options.companies(), options.contacts(), options.deals());
        search = new Search(crm, settings, clock, options.seed());
        search.rebuild();
        webhooks = new Webhooks(settings, clock, stats, options.portalId(), options.appId(), options.seed());
        crm.listen(search);
        crm.listen(webhooks);
        crm.listen(stats);
        api = new Api(
                crm,
                search,
                settings,
                clock,
                limits,
                faults,
                stats,
                options.portalId(),
                options.appId(),
                options.timeZone(),
                options.seed());
        control = new ControlApi(crm, search, settings, clock, faults, stats, webhooks, limits);
    }

    /** Answers a request, on HubSpot's paths or on the control API's. */
    public SimulatedResponse handle(SimulatedRequest request) {
        return request.path().startsWith(ControlApi.PREFIX) ? control.handle(request) : api.handle(request);
    }

    /** The account's clock. */
    public SimulatorClock clock() {
        return clock;
    }

    /** The settings in force. */
    public SettingsStore settings() {
        return settings;
    }

    /** Events on their way: whoever runs the simulation takes deliveries, sends and settles them. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** The search index, to let it catch up. */
    public Search search() {
        return search;
    }
}
