package dev.linchpin.simulator;

import dev.linchpin.simulator.access.AccessSettings;
import dev.linchpin.simulator.access.OAuth;
import dev.linchpin.simulator.access.Tokens;
import dev.linchpin.simulator.account.AccountApi;
import dev.linchpin.simulator.account.AccountSettings;
import dev.linchpin.simulator.account.LimitsApi;
import dev.linchpin.simulator.activities.ActivitySettings;
import dev.linchpin.simulator.activities.Bodies;
import dev.linchpin.simulator.activities.RollUps;
import dev.linchpin.simulator.api.Api;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.associations.AssociationRoutes;
import dev.linchpin.simulator.associations.AssociationSettings;
import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.autoassociation.AutoAssociation;
import dev.linchpin.simulator.autoassociation.AutoAssociationSettings;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.control.ControlApi;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.LockSettings;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exports.ExportSettings;
import dev.linchpin.simulator.exports.Exports;
import dev.linchpin.simulator.exports.ExportsApi;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.imports.ImportSettings;
import dev.linchpin.simulator.imports.Imports;
import dev.linchpin.simulator.imports.ImportsApi;
import dev.linchpin.simulator.journal.Journal;
import dev.linchpin.simulator.journal.JournalApi;
import dev.linchpin.simulator.journal.JournalSettings;
import dev.linchpin.simulator.limits.RateLimits;
import dev.linchpin.simulator.lists.ListRoutes;
import dev.linchpin.simulator.lists.ListSettings;
import dev.linchpin.simulator.lists.Lists;
import dev.linchpin.simulator.objects.ObjectRoutes;
import dev.linchpin.simulator.owners.OwnersApi;
import dev.linchpin.simulator.pipelines.PipelinesApi;
import dev.linchpin.simulator.properties.PropertyDefinitions;
import dev.linchpin.simulator.properties.PropertyRoutes;
import dev.linchpin.simulator.schemas.Schemas;
import dev.linchpin.simulator.schemas.SchemasApi;
import dev.linchpin.simulator.search.Search;
import dev.linchpin.simulator.search.SearchApi;
import dev.linchpin.simulator.seed.Seeder;
import dev.linchpin.simulator.settings.Section;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.stats.Stats;
import dev.linchpin.simulator.webhooks.Configurations;
import dev.linchpin.simulator.webhooks.ManagementApi;
import dev.linchpin.simulator.webhooks.Webhooks;
import java.util.List;
import java.util.stream.Stream;

/**
 * A HubSpot account as a function from requests to answers: no sockets, no threads, no time but the clock it is given. A
 * deterministic simulation calls it directly; {@link Simulator} puts it behind HTTP. Thread-safe.
 */
public final class SimulatedHubSpot {

    /** What features let be varied, beside the general settings. */
    private static final List<Section<?>> SECTIONS = List.of(
            ActivitySettings.SECTION,
            AssociationSettings.SECTION,
            AutoAssociationSettings.SECTION,
            AccountSettings.SECTION,
            DefinitionSettings.SECTION,
            LockSettings.SECTION,
            ListSettings.SECTION,
            AccessSettings.SECTION,
            ImportSettings.SECTION,
            ExportSettings.SECTION,
            JournalSettings.SECTION);

    private final SimulatorClock clock;
    private final Agenda agenda;
    private final SettingsStore settings;
    private final Search search;
    private final Webhooks webhooks;
    private final Api api;
    private final ControlApi control;

    /** An account as the options describe it, seeded. Port and latency mean nothing here. */
    public SimulatedHubSpot(SimulatorOptions options) {
        long seed = options.seed();
        long portalId = options.portalId();
        clock = new SimulatorClock(options.clock());
        agenda = new Agenda(clock);
        settings = new SettingsStore(options.settings(), SECTIONS);
        var stats = new Stats();
        var faults = new Faults(seed);
        var limits = new RateLimits(options.timeZone());

        // The records, and what there was before anybody listened.
        var crm = new Crm(clock, settings, portalId);
        new Seeder(crm, seed).seed(options.companies(), options.contacts(), options.deals());
        var links = new Links(crm, settings);
        search = new Search(crm, links, settings, clock, seed);
        search.rebuild();

        // Who may call, and who is told.
        var oauth = new OAuth(settings, clock, portalId, seed);
        var tokens = new Tokens(settings, clock, options.appId(), oauth);
        var installations = oauth.installations();
        var configurations = new Configurations();
        webhooks = new Webhooks(settings, clock, stats, configurations, installations, portalId, options.appId(), seed);
        var journal = new Journal(settings, clock, agenda, installations, crm, portalId, seed);
        installations.listen(journal);
        crm.listen(search);
        crm.listen(webhooks);
        crm.listen(journal);
        crm.listen(stats);

        // Last to listen: what happens to a record is told before what that means for its lists and links.
        var lists = new Lists(crm, settings, clock, agenda);
        crm.listen(links);
        var rollUps = new RollUps(crm, links, settings, agenda);
        links.observe(rollUps);
        crm.listen(rollUps);
        crm.listen(new AutoAssociation(crm, links, settings, agenda));
        crm.shapeValues(new Bodies(settings));

        // What can be called.
        var definitions = new PropertyDefinitions(crm, settings);
        var schemas = new Schemas(crm, settings, definitions, links);
        var imports = new Imports(crm, links, settings, clock, agenda);
        var exports = new Exports(crm, links, lists, search, settings, clock, agenda);
        var journalApi = new JournalApi(journal, agenda, crm, clock, portalId, seed);
        List<Route> routes = Stream.of(
                        new SearchApi(crm, search, settings).routes(),
                        ObjectRoutes.of(crm, links, settings, clock, seed),
                        AssociationRoutes.of(crm, links, clock),
                        PropertyRoutes.of(crm, definitions, clock),
                        new SchemasApi(crm, schemas, clock).routes(),
                        new PipelinesApi(crm, settings).routes(),
                        new OwnersApi(crm, settings).routes(),
                        new LimitsApi(crm, schemas, settings).routes(),
                        new AccountApi(portalId, options.timeZone(), clock, settings, limits, tokens).routes(),
                        ListRoutes.of(lists, crm, settings, clock),
                        oauth.routes(),
                        new ManagementApi(configurations, settings, crm.types(), clock).routes(),
                        new ImportsApi(imports, crm, clock).routes(),
                        new ExportsApi(exports, lists, crm, settings, clock, seed).routes(),
                        journalApi.routes())
                .flatMap(List::stream)
                .toList();
        api = new Api(routes, tokens, crm.types(), settings, clock, limits, faults, stats, seed);

        // What tests can do to it; each reset empties a part of the account, in this order.
        List<Runnable> resets = List.of(
                agenda::clear,
                lists::clear,
                imports::clear,
                exports::clear,
                crm::clear,
                links::clear,
                rollUps::clear,
                schemas::clear,
                search::rebuild,
                webhooks::clear,
                limits::clear,
                oauth::clear,
                configurations::clear,
                journalApi::clear);
        control = new ControlApi(api, crm, links, settings, clock, faults, stats, webhooks, resets);
    }

    /** Answers a request, on HubSpot's paths or on the control API's. */
    public SimulatedResponse handle(SimulatedRequest request) {
        agenda.catchUp();
        return request.path().startsWith(ControlApi.PREFIX) ? control.handle(request) : api.handle(request);
    }

    /** Carries out again what an earlier life of the account carried out, whatever limits and faults there are now. */
    public SimulatedResponse repeat(SimulatedRequest request) {
        agenda.catchUp();
        return request.path().startsWith(ControlApi.PREFIX) ? control.handle(request) : api.repeat(request);
    }

    /** Whether a request may change the account; faults and figures are not part of it. */
    public boolean writes(SimulatedRequest request) {
        return request.path().startsWith(ControlApi.PREFIX) ? control.writes(request) : api.writes(request);
    }

    /** Everything of HubSpot's API that can be called. */
    public List<Route> routes() {
        return api.routes();
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
