package dev.linchpin.hubspot;

import dev.linchpin.engine.hubspot.Associations;
import dev.linchpin.engine.hubspot.EventJournal;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.hubspot.RecordWrite;
import dev.linchpin.engine.hubspot.ReferenceData;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.account.Account;
import dev.linchpin.hubspot.account.AccountDetails;
import dev.linchpin.hubspot.account.OwnApp;
import dev.linchpin.hubspot.associations.AssociationClient;
import dev.linchpin.hubspot.auth.TokenSource;
import dev.linchpin.hubspot.budget.ApiBudget;
import dev.linchpin.hubspot.budget.BudgetSnapshot;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.call.Caller;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.catalogue.PropertyCatalogue;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.journal.JournalApp;
import dev.linchpin.hubspot.journal.NoJournal;
import dev.linchpin.hubspot.journal.WebhooksJournal;
import dev.linchpin.hubspot.records.RecordQueries;
import dev.linchpin.hubspot.records.RecordWrites;
import dev.linchpin.hubspot.reference.ReferenceQueries;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.types.CustomTypes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HubSpot account over its public API, version {@value dev.linchpin.hubspot.call.ApiPaths#VERSION}. Holds the account's
 * API budget: make one client a connection and share it. Thread-safe; calls block, best on virtual threads. Starts no
 * thread and holds nothing that must be closed.
 */
public final class HubSpotClient implements HubSpot {
    private final Caller caller;
    private final ApiBudget budget;
    private final OwnApp ownApp;
    private final Account account;
    private final PropertyCatalogue catalogue;
    private final CustomTypes customTypes;
    private final ReferenceQueries reference;
    private final RecordQueries queries;
    private final RecordWrites writes;
    private final AssociationClient associations;
    private final EventJournal journal;
    private volatile String portalId = "";

    public HubSpotClient(
            HubSpotSettings settings,
            TokenSource tokens,
            Transport transport,
            Surroundings surroundings,
            CallObserver observer) {
        this(settings, tokens, null, transport, surroundings, observer);
    }

    /** @param journalApp by which the webhooks journal is read; null when it is not */
    public HubSpotClient(
            HubSpotSettings settings,
            TokenSource tokens,
            @Nullable JournalApp journalApp,
            Transport transport,
            Surroundings surroundings,
            CallObserver observer) {
        var clock = surroundings.clock();
        budget = new ApiBudget(settings.budget(), clock, surroundings.waiting());
        caller = new Caller(settings.prefix(), settings.requestTimeout(), tokens, transport, budget, clock, observer);
        var reader = new Reader(caller, clock, surroundings.waiting(), surroundings.random(), settings.longestTurn());
        ownApp = new OwnApp(settings.appId());
        account = new Account(reader, tokens, budget, ownApp);
        catalogue = new PropertyCatalogue(reader);
        customTypes = new CustomTypes(reader);
        reference = new ReferenceQueries(reader);
        queries = new RecordQueries(reader, ownApp, settings.batchWithHistory(), settings.page());
        writes = new RecordWrites(caller, ownApp, surroundings.random());
        associations = new AssociationClient(reader, caller);
        journal =
                journalApp == null ? new NoJournal() : journal(settings, journalApp, transport, surroundings, observer);
    }

    /** It has limits of its own, far above what reading takes, so it gets a budget of its own. */
    private EventJournal journal(
            HubSpotSettings settings,
            JournalApp app,
            Transport transport,
            Surroundings surroundings,
            CallObserver observer) {
        var clock = surroundings.clock();
        var timeout = settings.requestTimeout();
        var tokens = app.tokens(settings.prefix(), transport, timeout, clock);
        var own = new ApiBudget(settings.budget(), clock, surroundings.waiting());
        var calls = new Caller(settings.prefix(), timeout, tokens, transport, own, clock, observer);
        var reader = new Reader(calls, clock, surroundings.waiting(), surroundings.random(), settings.longestTurn());
        return new WebhooksJournal(settings.baseUrl(), reader, transport, timeout, () -> portalId);
    }

    /**
     * Makes sure that HubSpot can be reached and accepts the credential, and learns what the client needs to know: the
     * account's time zone, for the daily quota, and our app's id, for telling our own writes. To be called before the
     * first other call.
     *
     * @throws HubSpotException whose message says in one line what a person must mend
     */
    public AccountDetails connect() {
        var details = account.check();
        portalId = details.portalId();
        return details;
    }

    /** What HubSpot refuses at present for lack of a good credential. Asks nobody. */
    public Health health() {
        var refusals = caller.refusals();
        return new Health(
                refusals.stream().noneMatch(Failure.Unauthorized.class::isInstance),
                refusals.stream().map(Failure::message).toList());
    }

    /** Use of HubSpot's limits at this moment, for metrics. */
    public BudgetSnapshot budget() {
        return budget.snapshot();
    }

    /** Which app we are in HubSpot's eyes; for reading webhooks. */
    public OwnApp ownApp() {
        return ownApp;
    }

    /**
     * Those of these types that the account defined for itself, by HubSpot's ids for them; for reading webhooks.
     *
     * @throws HubSpotException.Rejected when HubSpot has no type of a name
     */
    public Map<String, ObjectType> customTypes(Collection<ObjectType> types) {
        return customTypes.byId(types);
    }

    /**
     * How many live records of the type there are, as far as the search index knows: one call.
     *
     * @throws HubSpotException when HubSpot does not tell
     */
    public long count(ObjectType type, Lane lane) {
        return queries.count(type, lane);
    }

    @Override
    public List<PropertyDefinition> properties(ObjectType type) {
        return catalogue.properties(type);
    }

    @Override
    public void ensureUniqueProperty(ObjectType type, String name, String label, String description) {
        catalogue.ensureUniqueProperty(type, name, label, description);
    }

    @Override
    public RecordPage list(ObjectType type, List<String> properties, String after, boolean archived, Lane lane) {
        return queries.list(type, properties, after, archived, lane);
    }

    @Override
    public Map<String, HubSpotRecord> read(ReadRequest request, Lane lane) {
        return queries.read(request, lane);
    }

    @Override
    public Optional<HubSpotRecord> readOne(ObjectType type, HubSpotId id, List<String> properties, Lane lane) {
        return queries.readOne(type, id, properties, lane);
    }

    @Override
    public RecordPage modifiedSince(ObjectType type, Instant from, String afterId, Lane lane) {
        return queries.modifiedSince(type, from, afterId, lane);
    }

    @Override
    public List<HubSpotRecord> search(
            ObjectType type, String property, Collection<String> values, List<String> properties, Lane lane) {
        return queries.search(type, property, values, properties, lane);
    }

    @Override
    public List<WriteOutcome> update(ObjectType type, List<RecordWrite> records, WriteOptions options) {
        return writes.update(type, records, options);
    }

    @Override
    public List<WriteOutcome> upsert(
            ObjectType type, String idProperty, List<RecordWrite> records, WriteOptions options) {
        return writes.upsert(type, idProperty, records, options);
    }

    @Override
    public List<WriteOutcome> create(ObjectType type, List<RecordWrite> records, WriteOptions options) {
        return writes.create(type, records, options);
    }

    @Override
    public List<ArchiveOutcome> archive(ObjectType type, List<HubSpotId> ids, WriteOptions options) {
        return writes.archive(type, ids, options);
    }

    @Override
    public ReferenceData reference() {
        return reference;
    }

    @Override
    public Associations associations() {
        return associations;
    }

    @Override
    public EventJournal journal() {
        return journal;
    }
}
