package dev.linchpin.engine.mirror;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.mirror.Position.Pass;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads all records, a page a step, in the order of their ids: what differs is written, and rows between two records of a page
 * are looked up that HubSpot did not list there. The page reached is stored, so a crash costs one page.
 */
final class Passage {
    /** Rows that are looked up at once; a span may hold any number. */
    private static final int AT_ONCE = 500;

    private final HubSpot hubspot;
    private final MirrorStore store;
    private final Missing missing;
    private final MirrorTable table;

    /**
     * @param slipped rows that no search had told of, though it should have
     * @param latest the latest modification on the page; null when it was empty
     * @param pass where the next page begins; null when this was the last
     */
    record Page(
            Tally tally,
            long read,
            long slipped,
            @Nullable Instant latest,
            @Nullable Pass pass) {}

    Passage(HubSpot hubspot, MirrorStore store, Clock clock, MirrorTable table) {
        this.hubspot = hubspot;
        this.store = store;
        this.missing = new Missing(hubspot, store, clock, Lane.BACKGROUND);
        this.table = table;
    }

    /** @param told what was modified before, in HubSpot's time, has been taken in already; null when nothing has */
    Page step(Pass pass, @Nullable Instant told) {
        var page = hubspot.list(table.type(), table.properties(), pass.after(), false, Lane.BACKGROUND);
        var records = page.records();
        var last = records.isEmpty() ? pass.lastId() : records.getLast().id().value();
        var removed = surplus(pass.lastId(), page.next() == null ? "" : last, records);
        removed = removed.plus(missing.gone(table, Missing.absorbed(records)));
        var slipped = removed.records();
        var written = 0L;
        for (var known : told == null ? List.of(records) : List.of(before(records, told), since(records, told))) {
            var kept = store.keep(table, known).written();
            slipped += told != null
                            && !known.isEmpty()
                            && known.getFirst().updatedAt().isBefore(told)
                    ? kept
                    : 0;
            written += kept;
        }
        var latest = records.stream()
                .map(HubSpotRecord::updatedAt)
                .max(Instant::compareTo)
                .orElse(null);
        var next = page.next() == null ? null : pass.reached(page.next(), last);
        return new Page(new Tally(written, 0).plus(removed), records.size(), told == null ? 0 : slipped, latest, next);
    }

    private static List<HubSpotRecord> before(List<HubSpotRecord> records, Instant told) {
        return records.stream()
                .filter(record -> record.updatedAt().isBefore(told))
                .toList();
    }

    private static List<HubSpotRecord> since(List<HubSpotRecord> records, Instant told) {
        return records.stream()
                .filter(record -> !record.updatedAt().isBefore(told))
                .toList();
    }

    private Tally surplus(String after, String upTo, List<HubSpotRecord> listed) {
        var ids = listed.stream().map(HubSpotRecord::id).collect(Collectors.toUnmodifiableSet());
        var tally = Tally.NOTHING;
        var reached = after;
        while (true) {
            var rows = store.rowsBetween(table, reached, upTo, Set.copyOf(ids), AT_ONCE);
            tally = tally.plus(missing.settle(table, rows));
            if (rows.size() < AT_ONCE) {
                return tally;
            }
            reached = rows.getLast().id().value();
        }
    }
}
