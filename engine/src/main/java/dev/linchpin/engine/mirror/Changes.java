package dev.linchpin.engine.mirror;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.mirror.MirrorStore.Listed;
import dev.linchpin.engine.model.HubSpotId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what HubSpot's search says was modified since the run before, page by page in the order of ids, which no window of
 * results ends. What rows show already is not read again: the buffer has most records turn up twice.
 */
final class Changes {
    private final HubSpot hubspot;
    private final MirrorStore store;
    private final Missing missing;
    private final MirrorTable table;
    private final Instant from;
    private @Nullable String after = "";
    private @Nullable Instant latest;

    /** @param from in HubSpot's time */
    Changes(HubSpot hubspot, MirrorStore store, Clock clock, MirrorTable table, Instant from) {
        this.hubspot = hubspot;
        this.store = store;
        this.missing = new Missing(hubspot, store, clock, Lane.POLL);
        this.table = table;
        this.from = from;
    }

    boolean isDone() {
        return after == null;
    }

    /** Whether it costs less to list all records than to look at those that were found. */
    static boolean isListingCheaper(long found, long rows, int properties) {
        return Cost.listing(rows, properties).compareTo(Cost.searching(found)) < 0;
    }

    /** The latest modification that this page showed; null when it showed none. */
    @Nullable Instant latest() {
        return latest;
    }

    /** What a page brought; nothing and the number of records to come when listing them all costs less. */
    sealed interface Page {
        record Taken(Tally tally) implements Page {}

        record TooMany(long found) implements Page {}
    }

    /** @param most the records that are searched for whatever listing would cost */
    Page step(long most) {
        var start = after == null ? "" : after;
        var page = hubspot.modifiedSince(table.type(), from, start, Lane.POLL);
        latest = page.records().stream()
                .map(HubSpotRecord::updatedAt)
                .max(Instant::compareTo)
                .orElse(null);
        var found = page.total();
        if (start.isEmpty() && found != null && found > most) {
            if (isListingCheaper(found, store.rows(table), table.properties().size())) {
                return new Page.TooMany(found);
            }
        }
        var tally = take(page.records());
        after = page.next();
        return new Page.Taken(tally);
    }

    private Tally take(List<HubSpotRecord> found) {
        var ids = found.stream().map(HubSpotRecord::id).toList();
        var known = store.modified(table, ids);
        var stale = found.stream()
                .filter(record -> !record.updatedAt().equals(known.get(record.id())))
                .map(HubSpotRecord::id)
                .toList();
        return read(stale);
    }

    /** Reads records by id, and makes their rows hold what they hold. */
    Tally read(List<HubSpotId> ids) {
        if (ids.isEmpty()) {
            return Tally.NOTHING;
        }
        var read = hubspot.read(ReadRequest.byId(table.type(), ids, table.properties()), Lane.POLL);
        var records = new LinkedHashMap<HubSpotId, HubSpotRecord>();
        read.values().forEach(record -> records.put(record.id(), record));
        var lost = new ArrayList<Listed>();
        var merged = new ArrayList<>(Missing.absorbed(records.values()));
        for (var id : ids) {
            var record = read.get(id.value());
            if (record == null) {
                lost.add(new Listed(id, null));
            } else if (!record.id().equals(id)) {
                merged.add(id);
            }
        }
        var kept = store.keep(table, records.values());
        store.forgetRefused(
                table,
                Stream.concat(lost.stream().map(Listed::id), merged.stream()).toList());
        return new Tally(kept.written(), 0).plus(missing.gone(table, merged)).plus(missing.settle(table, lost));
    }

    /** Tries again what the database refused. */
    Tally retry() {
        var refused = List.copyOf(store.refused(table));
        var tally = Tally.NOTHING;
        for (var start = 0; start < refused.size(); start += HubSpot.BATCH) {
            var some = refused.subList(start, Math.min(start + HubSpot.BATCH, refused.size()));
            tally = tally.plus(read(some));
        }
        return tally;
    }
}
