package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps lists in step with the records: archived and erased records leave at once, a merge's survivor takes over the
 * memberships, and filters are applied after the lag, to all records when a list is new and to those that changed from then
 * on. Used under the account's lock.
 */
final class Evaluation implements ChangeListener {

    private final Lists lists;
    private final Crm crm;
    private final SettingsStore settings;
    private final Agenda agenda;

    /** Records to look at again, by the time at which that is due. */
    private final Map<Long, Map<ObjectType, Set<Long>>> noticed = new HashMap<>();

    private long now;

    Evaluation(Lists lists, Crm crm, SettingsStore settings, Agenda agenda) {
        this.lists = lists;
        this.crm = crm;
        this.settings = settings;
        this.agenda = agenda;
    }

    void clear() {
        noticed.clear();
    }

    /** The moment for which filters are being applied, in milliseconds. */
    long now() {
        return now;
    }

    /** Applies a list's filters to all records, later. */
    void schedule(StoredList list, long at) {
        list.evaluationsDue++;
        int schedule = ++list.schedules;
        agenda.at(at + lag(), due -> evaluate(list, schedule, due));
    }

    void scheduleDependents(StoredList list, long at) {
        lists.dependents(list).stream().filter(StoredList::follows).forEach(each -> schedule(each, at));
    }

    @Override
    public void on(Change change) {
        switch (change) {
            case Change.Created created ->
                notice(change.type(), created.record().id(), change.at());
            case Change.Updated updated ->
                notice(change.type(), updated.record().id(), change.at());
            case Change.Restored restored ->
                notice(change.type(), restored.record().id(), change.at());
            case Change.Archived archived -> leaveAll(change, archived.record().id());
            case Change.Erased erased -> leaveAll(change, erased.record().id());
            case Change.Merged merged -> takeOver(merged);
            case Change.Listed listed -> noticeIfFilteredBy(listed);
            case Change.Associated _ -> {}
        }
    }

    private void leaveAll(Change change, long recordId) {
        crm.writeAt(change.at(), change.source(), session -> {
            of(change.type()).forEach(list -> lists.leave(session, list, recordId));
            return recordId;
        });
    }

    private void takeOver(Change.Merged merged) {
        long survivor = merged.survivor().id();
        crm.writeAt(merged.at(), merged.source(), session -> {
            for (StoredList list : of(merged.type())) {
                boolean member = list.members.contains(merged.primaryId()) || list.members.contains(merged.mergedId());
                merged.absorbed().forEach(gone -> lists.leave(session, list, gone));
                if (member) {
                    lists.join(session, list, survivor);
                }
            }
            return survivor;
        });
        notice(merged.type(), survivor, merged.at());
    }

    private void noticeIfFilteredBy(Change.Listed listed) {
        StoredList list = lists.find(listed.listId());
        if (list != null && lists.dependents(list).stream().anyMatch(StoredList::follows)) {
            notice(listed.type(), listed.recordId(), listed.at());
        }
    }

    private void notice(ObjectType type, long recordId, long at) {
        if (of(type).stream().noneMatch(StoredList::follows)) {
            return;
        }
        long due = at + lag();
        Map<ObjectType, Set<Long>> records = noticed.get(due);
        if (records == null) {
            records = new LinkedHashMap<>();
            noticed.put(due, records);
            agenda.at(due, this::reevaluate);
        }
        records.computeIfAbsent(type, key -> new LinkedHashSet<>()).add(recordId);
    }

    private void reevaluate(long due) {
        crm.writeAt(due, Source.calculated(), session -> {
            now = due;
            Map<ObjectType, Set<Long>> records = noticed.remove(due);
            if (records != null) {
                records.forEach((type, ids) -> reevaluate(session, type, ids));
            }
            return due;
        });
    }

    private void reevaluate(WriteSession session, ObjectType type, Set<Long> ids) {
        List<StoredList> following =
                of(type).stream().filter(StoredList::follows).toList();
        for (long id : ids) {
            StoredRecord record = crm.liveExactly(type, id);
            if (record != null) {
                following.forEach(list -> settle(session, list, list.filter, record));
            }
        }
    }

    private void evaluate(StoredList list, int schedule, long due) {
        crm.writeAt(due, Source.calculated(), session -> {
            list.evaluationsDue--;
            apply(session, list);
            repeat(list, schedule, due);
            return due;
        });
    }

    /** Goes on applying filters that compare with the time, until the list is scheduled anew. */
    private void repeat(StoredList list, int schedule, long at) {
        boolean moves = list.filter != null && list.filter.relative() && list.follows();
        if (!moves || list.schedules != schedule) {
            return;
        }
        agenda.at(
                at + settings.get(ListSettings.SECTION).recomputeEvery().toMillis(),
                due -> crm.writeAt(due, Source.calculated(), session -> {
                    if (list.schedules == schedule) {
                        apply(session, list);
                        repeat(list, schedule, due);
                    }
                    return due;
                }));
    }

    private void apply(WriteSession session, StoredList list) {
        now = session.at();
        if (list.deletedAt == 0) {
            crm.forEachLive(list.type, record -> settle(session, list, list.filter, record));
        }
    }

    private void settle(WriteSession session, StoredList list, @Nullable ListFilter filter, StoredRecord record) {
        if (filter == null) {
            return;
        }
        if (filter.matches().test(record)) {
            lists.join(session, list, record.id());
        } else {
            lists.leave(session, list, record.id());
        }
    }

    private List<StoredList> of(ObjectType type) {
        return lists.all().filter(list -> list.type.equals(type)).toList();
    }

    private long lag() {
        return settings.get(ListSettings.SECTION).processingLag().toMillis();
    }
}
