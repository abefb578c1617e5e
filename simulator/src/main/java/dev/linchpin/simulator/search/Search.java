package dev.linchpin.simulator.search;

import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.settings.Settings;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Search over what the index has noticed so far. It notices each write after the search lag, so it misses recent writes,
 * still matches values that were overwritten meanwhile, and answers the records' newer values.
 *
 * <p>Thread-safe. Scans hold this class's own lock, never the account's, so that a long search does not stop writes.
 */
public final class Search implements ChangeListener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ObjectType, SearchIndex> indexes = new HashMap<>();
    private final List<Announcement> inbox = new ArrayList<>();
    private final Crm crm;
    private final Links links;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final SplittableRandom random;

    private record Announcement(
            ObjectType type,
            long due,
            long id,
            long revision,
            @Nullable StoredRecord record) {}

    /** An index that knows nothing yet; the seed decides the jitter. */
    public Search(Crm crm, Links links, SettingsStore settings, SimulatorClock clock, long seed) {
        this.crm = crm;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
    }

    /** Forgets everything and indexes what the account holds now, without lag. */
    public void rebuild() {
        lock.lock();
        try {
            synchronized (inbox) {
                inbox.clear();
            }
            indexes.clear();
            for (ObjectType type : crm.types().all()) {
                SearchIndex index = index(type);
                crm.forEachLive(type, record -> index.put(record.id(), record));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void on(Change change) {
        switch (change) {
            case Change.Created created -> learn(created, created.record());
            case Change.Updated updated -> learn(updated, updated.record());
            case Change.Restored restored -> learn(restored, restored.record());
            case Change.Archived archived ->
                announce(archived, archived.record().id(), archived.record().revision(), null);
            case Change.Erased erased -> announce(erased, erased.record().id(), Long.MAX_VALUE, null);
            case Change.Merged merged -> {
                merged.absorbed().forEach(gone -> announce(merged, gone, Long.MAX_VALUE, null));
                learn(merged, merged.survivor());
            }
            case Change.Associated _, Change.Listed _ -> {}
        }
    }

    private void learn(Change change, StoredRecord record) {
        announce(change, record.id(), record.revision(), record);
    }

    private void announce(Change change, long id, long revision, @Nullable StoredRecord record) {
        Settings now = settings.get();
        long jitter = now.searchLagJitter().toMillis();
        synchronized (inbox) {
            long lag = now.searchLag().toMillis() + (jitter == 0 ? 0 : random.nextLong(jitter + 1));
            inbox.add(new Announcement(change.type(), change.at() + lag, id, revision, record));
        }
    }

    /** Notices what is due. Searching does so too; calling this keeps what is pending small between searches. */
    public void step() {
        lock.lock();
        try {
            catchUp();
        } finally {
            lock.unlock();
        }
    }

    /** Searches the records of a type. */
    public SearchResult search(ObjectType type, SearchRequest asked) {
        SearchRequest request = linked(type, asked);
        Catalogue catalogue = crm.catalogue(type);
        var matcher = new Matcher(catalogue, settings.get().behaviour());
        boolean hasWords = !request.words().isEmpty();
        List<Plan> plans = groups(request).stream()
                .map(group -> Plan.of(group, hasWords, matcher.compile(group, request.words()), catalogue, crm))
                .toList();
        int end = request.offset() + request.limit();
        Selection selection;
        lock.lock();
        try {
            catchUp();
            selection = selection(index(type), request, catalogue, end);
            selection.addAll(plans);
        } finally {
            lock.unlock();
        }
        List<StoredRecord> kept = selection.kept();
        List<StoredRecord> page = kept.subList(Math.min(request.offset(), kept.size()), kept.size());
        return new SearchResult(selection.total(), current(type, page), end < selection.total());
    }

    /** A search without groups finds everything, as one with an empty group does. */
    private static List<List<Filter>> groups(SearchRequest request) {
        return request.groups().isEmpty() ? List.of(List.of()) : request.groups();
    }

    private Selection selection(SearchIndex index, SearchRequest request, Catalogue catalogue, int wanted) {
        Property sort = request.sort();
        boolean newestFirst = sort == null && newestFirst();
        Order order = sort != null ? Order.of(sort) : newestFirst ? Order.CREATED : Order.ID;
        boolean descending = sort == null ? newestFirst : request.descending();
        return new Selection(index, order, descending, comparator(request, catalogue), wanted);
    }

    private Comparator<StoredRecord> comparator(SearchRequest request, Catalogue catalogue) {
        Property sort = request.sort();
        Order order = sort == null ? (newestFirst() ? Order.CREATED : Order.ID) : Order.of(sort);
        Comparator<StoredRecord> ascending = sort != null && order == null
                ? byValue(sort, catalogue)
                : Comparator.comparingLong((order == null ? Order.ID : order).key());
        Comparator<StoredRecord> comparator = ascending.thenComparingLong(StoredRecord::id);
        boolean descending = sort == null ? newestFirst() : request.descending();
        return descending ? comparator.reversed() : comparator;
    }

    private boolean newestFirst() {
        return settings.get().behaviour().searchNewestFirst();
    }

    private static Comparator<StoredRecord> byValue(Property sort, Catalogue catalogue) {
        return Values.isNumeric(sort)
                ? Comparator.comparingDouble(record -> Values.number(record, sort, catalogue))
                : Comparator.comparing(
                        record -> Values.text(record, sort, catalogue),
                        Comparator.nullsLast(Comparator.<String>naturalOrder()));
    }

    /** Everything that a search would find if the index had no lag, in order; for exports, which do not go by the index. */
    public List<StoredRecord> findAll(ObjectType type, SearchRequest request) {
        Catalogue catalogue = crm.catalogue(type);
        var matcher = new Matcher(catalogue, settings.get().behaviour());
        Predicate<StoredRecord> matches = groups(request).stream()
                .map(group -> matcher.compile(group, request.words()))
                .reduce(Predicate::or)
                .orElseThrow();
        var found = new ArrayList<StoredRecord>();
        crm.forEachLive(type, record -> {
            if (matches.test(record)) {
                found.add(record);
            }
        });
        found.sort(comparator(request, catalogue));
        return found;
    }

    /** The same search with links that are asked for turned into the ids of the records that have them now. */
    private SearchRequest linked(ObjectType type, SearchRequest request) {
        return request.withGroups(request.groups().stream()
                .map(group -> group.stream()
                        .map(filter -> filter.associated() == null ? filter : linked(type, filter, filter.associated()))
                        .toList())
                .toList());
    }

    private Filter linked(ObjectType type, Filter filter, String associated) {
        ObjectType other = crm.types().named(associated);
        List<String> ids = filter.values().stream()
                .flatMap(value -> links.all(other, Values.id(value), type).stream())
                .map(linked -> Long.toString(linked.toId()))
                .toList();
        return new Filter(crm.catalogue(type).require("hs_object_id"), Operator.IN, ids);
    }

    private List<StoredRecord> current(ObjectType type, List<StoredRecord> indexed) {
        var page = new ArrayList<StoredRecord>(indexed.size());
        boolean liveValues = settings.get().behaviour().searchAnswersLiveValues();
        for (StoredRecord record : indexed) {
            StoredRecord live = crm.liveExactly(type, record.id());
            if (live != null) {
                page.add(liveValues ? live : record);
            }
        }
        return page;
    }

    private void catchUp() {
        List<Announcement> fresh;
        synchronized (inbox) {
            fresh = List.copyOf(inbox);
            inbox.clear();
        }
        for (Announcement each : fresh) {
            index(each.type()).announce(each.due(), each.id(), each.revision(), each.record());
        }
        long now = clock.millis();
        indexes.values().forEach(index -> index.catchUp(now));
    }

    private SearchIndex index(ObjectType type) {
        return indexes.computeIfAbsent(type, key -> new SearchIndex());
    }
}
