package dev.linchpin.simulator;

import dev.linchpin.simulator.access.Tokens;
import dev.linchpin.simulator.account.AccountApi;
import dev.linchpin.simulator.api.Api;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.control.ControlApi;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.DefinitionSettings;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.limits.RateLimits;
import dev.linchpin.simulator.objects.BatchApi;
import dev.linchpin.simulator.objects.ObjectsApi;
import dev.linchpin.simulator.objects.RecordFinder;
import dev.linchpin.simulator.owners.OwnersApi;
import dev.linchpin.simulator.pipelines.PipelinesApi;
import dev.linchpin.simulator.properties.GroupsApi;
import dev.linchpin.simulator.properties.PropertiesApi;
import dev.linchpin.simulator.properties.PropertyDefinitions;
import dev.linchpin.simulator.properties.ValidationsApi;
import dev.linchpin.simulator.search.Search;
import dev.linchpin.simulator.search.SearchApi;
import dev.linchpin.simulator.seed.Seeder;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.stats.Stats;
import dev.linchpin.simulator.webhooks.Webhooks;
import java.util.ArrayList;
import java.util.List;

/**
 * A HubSpot account as a function from requests to answers: no sockets, no threads, no time but the clock it is given. A
 * deterministic simulation calls it directly; {@link Simulator} puts it behind HTTP. Thread-safe.
 */
public final class SimulatedHubSpot {

    private final SimulatorClock clock;
    private final Agenda agenda;
    private final SettingsStore settings;
    private final Search search;
    private final Webhooks webhooks;
    private final Api api;
    private final ControlApi control;

    /** An account as the options describe it, seeded. Port and latency mean nothing here. */
    public SimulatedHubSpot(SimulatorOptions options) {
        clock = new SimulatorClock(options.clock());
        settings = new SettingsStore(options.settings(), List.of(DefinitionSettings.SECTION));
        agenda = new Agenda(clock);
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
        var tokens = new Tokens(settings, clock, options.appId());
        var finder = new RecordFinder(crm, settings);
        var routes = new ArrayList<Route>();
        routes.addAll(new BatchApi(crm, settings, finder, clock, options.seed()).routes());
        routes.addAll(new SearchApi(crm, search, settings).routes());
        routes.addAll(new ObjectsApi(crm, settings, finder).routes());
        routes.addAll(new GroupsApi(crm).routes());
        routes.addAll(new PropertiesApi(crm, clock, new PropertyDefinitions(crm, settings)).routes());
        routes.addAll(new ValidationsApi(crm).routes());
        routes.addAll(new PipelinesApi(crm, settings).routes());
        routes.addAll(new OwnersApi(crm, settings).routes());
        routes.addAll(new AccountApi(options.portalId(), options.timeZone(), clock, settings, limits, tokens).routes());
        api = new Api(routes, tokens, crm.types(), settings, clock, limits, faults, stats, options.seed());
        control = new ControlApi(crm, search, agenda, settings, clock, faults, stats, webhooks, limits);
    }

    /** Answers a request, on HubSpot's paths or on the control API's. */
    public SimulatedResponse handle(SimulatedRequest request) {
        agenda.catchUp();
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

    /** What HubSpot does by itself; calls catch up with it, and whoever runs a simulation without calls must. */
    public Agenda agenda() {
        return agenda;
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
