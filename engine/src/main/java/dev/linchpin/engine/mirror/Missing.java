package dev.linchpin.engine.mirror;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.mirror.MirrorStore.Listed;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.HubSpotId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what became of records that were not where they should be, by reading each, and does to the rows what follows. */
final class Missing {
    private final HubSpot hubspot;
    private final MirrorStore store;
    private final Clock clock;
    private final Lane lane;

    Missing(HubSpot hubspot, MirrorStore store, Clock clock, Lane lane) {
        this.hubspot = hubspot;
        this.store = store;
        this.clock = clock;
        this.lane = lane;
    }

    /** Rows whose records are certainly archived, or merged into others. */
    Tally gone(MirrorTable table, Collection<HubSpotId> ids) {
        if (ids.isEmpty()) {
            return Tally.NOTHING;
        }
        return switch (table.archived()) {
            case DELETE -> new Tally(0, store.delete(table, ids));
            case MARK -> new Tally(0, store.mark(table, ids));
            case UNLINK -> Tally.NOTHING;
        };
    }

    /** The ids that lived on in these records. */
    static List<HubSpotId> absorbed(Collection<HubSpotRecord> records) {
        return records.stream()
                .flatMap(record -> record.absorbed().stream().filter(id -> !id.equals(record.id())))
                .toList();
    }

    /** Rows whose records were not listed, or not found. */
    Tally settle(MirrorTable table, List<Listed> rows) {
        if (table.archived() == OnRecordArchived.UNLINK) {
            return Tally.NOTHING;
        }
        var now = clock.instant();
        var doubtful = rows.stream()
                .filter(row -> !Fate.isForgotten(row.markedAt(), now))
                .toList();
        if (doubtful.isEmpty()) {
            return Tally.NOTHING;
        }
        var ids = doubtful.stream().map(Listed::id).toList();
        var request = ReadRequest.byId(table.type(), ids, table.properties());
        var live = hubspot.read(request, lane);
        var written =
                store.keep(table, live.values().stream().distinct().toList()).written();
        var notLive = doubtful.stream().filter(row -> !isItself(row.id(), live)).toList();
        var archived = table.archived() == OnRecordArchived.MARK ? inArchive(table, notLive, live) : Set.<String>of();
        var deleted = new ArrayList<HubSpotId>();
        var marked = new ArrayList<HubSpotId>();
        for (var row : notLive) {
            var id = row.id().value();
            switch (Fate.of(table.archived(), archived.contains(id), live.containsKey(id), row.markedAt(), now)) {
                case DELETED -> deleted.add(row.id());
                case MARKED -> marked.add(row.id());
                case STAYS -> {}
            }
        }
        return new Tally(written, store.delete(table, deleted) + store.mark(table, marked));
    }

    private Set<String> inArchive(MirrorTable table, List<Listed> rows, Map<String, HubSpotRecord> live) {
        var ids = rows.stream()
                .map(Listed::id)
                .filter(id -> !live.containsKey(id.value()))
                .toList();
        return ids.isEmpty()
                ? Set.of()
                : hubspot.read(ReadRequest.byId(table.type(), ids, List.of()).inArchive(), lane)
                        .keySet();
    }

    private static boolean isItself(HubSpotId id, Map<String, HubSpotRecord> live) {
        var record = live.get(id.value());
        return record != null && record.id().equals(id);
    }
}
