package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The lists of an account. Thread-safe, by the account's lock: what is read or changed together goes through
 * {@link #read} or {@link #write}.
 *
 * <p>Source: HubSpot docs, "Lists" (developers.hubspot.com/docs/api-reference/latest/crm/lists/guide). Joining or leaving a
 * list does not touch the record's last-modified property.
 */
public final class Lists {

    private final Crm crm;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Evaluation evaluation;
    private final TreeMap<Long, StoredList> lists = new TreeMap<>();
    private long lastId;

    /** No lists yet; from now on they follow what happens to the account's records. */
    public Lists(Crm crm, SettingsStore settings, SimulatorClock clock, Agenda agenda) {
        this.crm = crm;
        this.settings = settings;
        this.clock = clock;
        this.evaluation = new Evaluation(this, crm, settings, agenda);
        crm.listen(evaluation);
    }

    /** Forgets all lists. */
    public void clear() {
        crm.read(() -> {
            lists.clear();
            evaluation.clear();
            lastId = 0;
            return lists;
        });
    }

    /** Who is in a list.
     *
     * @param recordIds ascending
     */
    public record Listed(ObjectType type, List<Long> recordIds) {}

    /**
     * Who is in the list now.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 404 if there is no such list
     */
    public Listed members(String listId) {
        return read(() -> {
            StoredList list = require(listId);
            return new Listed(list.type, list.members.ids());
        });
    }

    <T> T read(Supplier<T> reading) {
        return crm.read(reading);
    }

    <T> T write(Source source, Function<WriteSession, T> writes) {
        return crm.writeAt(clock.millis(), source, writes);
    }

    /** The lists that were not deleted, by id. */
    Stream<StoredList> existing() {
        return lists.values().stream().filter(list -> list.deletedAt == 0);
    }

    /** All lists, deleted ones included: their members come and go with the records. */
    Stream<StoredList> all() {
        return lists.values().stream();
    }

    @Nullable StoredList find(long id) {
        StoredList list = lists.get(id);
        return list == null || list.deletedAt != 0 ? null : list;
    }

    StoredList require(String listId) {
        StoredList list = stored(listId);
        if (list == null || list.deletedAt != 0) {
            throw ListErrors.notFound(listId).exception();
        }
        return list;
    }

    /** The list to show for an id, or null. */
    @Nullable StoredList readable(String listId) {
        StoredList list = stored(listId);
        return list == null || (list.deletedAt != 0 && !settings().deletedListsAreRead()) ? null : list;
    }

    private @Nullable StoredList stored(String listId) {
        try {
            return lists.get(Long.parseLong(listId));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Nullable StoredList named(String name, @Nullable ObjectType type) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return existing()
                .filter(list -> type == null || list.type.equals(type))
                .filter(list -> list.name.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    StoredList create(
            WriteSession session,
            String name,
            ObjectType type,
            ProcessingType processingType,
            @Nullable JsonNode filterBranch,
            long userId) {
        refuseTaken(name, type, null);
        ListFilter filter = filterBranch == null ? null : parse(type, filterBranch);
        if (filter != null && processingType == ProcessingType.MANUAL) {
            throw ListErrors.invalid("FILTERS_NOT_ALLOWED", "A MANUAL list cannot have a filterBranch.")
                    .exception();
        }
        boolean needed = processingType == ProcessingType.DYNAMIC
                || (processingType == ProcessingType.SNAPSHOT && settings().snapshotsNeedFilters());
        if (filter == null && needed) {
            throw ListErrors.invalid("FILTERS_REQUIRED", "A " + processingType + " list needs a filterBranch.")
                    .exception();
        }
        var list = new StoredList(++lastId, name, type, processingType, filter, session.at(), userId);
        lists.put(list.id, list);
        if (filter != null) {
            evaluation.schedule(list, session.at());
        }
        return list;
    }

    void rename(WriteSession session, StoredList list, String name, long userId) {
        refuseTaken(name, list.type, list);
        list.name = name;
        list.changed(session.at(), userId);
    }

    void refilter(WriteSession session, StoredList list, JsonNode filterBranch, long userId) {
        if (list.processingType != ProcessingType.DYNAMIC) {
            throw ListErrors.invalid("INVALID_PROCESSING_TYPE", "Only the filters of a DYNAMIC list can be updated.")
                    .exception();
        }
        ListFilter filter = parse(list.type, filterBranch);
        if (reaches(filter.lists(), list.id, new HashSet<>())) {
            throw ListFilterParser.bad("List " + list.id + " cannot be filtered by itself");
        }
        list.filter = filter;
        list.filtersUpdatedAt = session.at();
        list.changed(session.at(), userId);
        evaluation.schedule(list, session.at());
    }

    void delete(WriteSession session, StoredList list, long userId) {
        list.deletedAt = session.at();
        list.changed(session.at(), userId);
        evaluation.scheduleDependents(list, session.at());
    }

    void restore(WriteSession session, String listId, long userId) {
        StoredList list = stored(listId);
        long since = session.at() - settings().restorableFor().toMillis();
        if (list == null || (list.deletedAt != 0 && list.deletedAt < since)) {
            throw ListErrors.notFound(listId).exception();
        }
        if (list.deletedAt == 0) {
            return;
        }
        refuseTaken(list.name, list.type, list);
        list.deletedAt = 0;
        list.changed(session.at(), userId);
        if (list.follows()) {
            evaluation.schedule(list, session.at());
        }
        evaluation.scheduleDependents(list, session.at());
    }

    /** Whether the record was not in the list before. */
    boolean join(WriteSession session, StoredList list, long recordId) {
        boolean joined = list.members.add(recordId, session.at());
        if (joined) {
            list.lastAddedAt = session.at();
            session.listed(list.type, recordId, list.id, false);
        }
        return joined;
    }

    /** Whether the record was in the list before. */
    boolean leave(WriteSession session, StoredList list, long recordId) {
        boolean left = list.members.remove(recordId);
        if (left) {
            list.lastRemovedAt = session.at();
            session.listed(list.type, recordId, list.id, true);
        }
        return left;
    }

    /** How many lists are filtered by this one. */
    long references(StoredList list) {
        return dependents(list).size();
    }

    /** The lists that are filtered by this one. */
    List<StoredList> dependents(StoredList list) {
        var dependents = new ArrayList<StoredList>();
        existing().forEach(other -> {
            if (other.filter != null && other.filter.lists().contains(list.id)) {
                dependents.add(other);
            }
        });
        return dependents;
    }

    private boolean reaches(Set<Long> from, long id, Set<Long> seen) {
        for (long each : from) {
            StoredList list = lists.get(each);
            boolean deeper =
                    seen.add(each) && list != null && list.filter != null && reaches(list.filter.lists(), id, seen);
            if (each == id || deeper) {
                return true;
            }
        }
        return false;
    }

    private ListFilter parse(ObjectType type, JsonNode filterBranch) {
        var parser = new ListFilterParser(
                crm.catalogue(type),
                settings.get().behaviour(),
                evaluation::now,
                id -> {
                    StoredList list = find(id);
                    return list != null && list.type.equals(type);
                },
                (listId, recordId) -> {
                    StoredList list = find(listId);
                    return list != null && list.members.contains(recordId);
                });
        return parser.parse(filterBranch);
    }

    private void refuseTaken(String name, ObjectType type, @Nullable StoredList except) {
        StoredList taken = named(name, settings().namesUniqueAcrossTypes() ? null : type);
        if (taken != null && taken != except) {
            throw ListErrors.nameTaken(name).exception();
        }
    }

    private ListSettings settings() {
        return settings.get(ListSettings.SECTION);
    }
}
