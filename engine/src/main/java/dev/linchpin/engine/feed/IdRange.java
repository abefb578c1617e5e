package dev.linchpin.engine.feed;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.RecordPage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing that is still to be read. HubSpot lists records in ascending order of id and begins a page at whatever
 * id it is asked for, so a listing can be read in several places at a time. Immutable.
 *
 * @param next where its next page begins, as HubSpot gave it; empty for the beginning
 * @param last the greatest id that belongs to it; {@link #OPEN} when it has no end but the listing's
 */
record IdRange(String next, long last) {
    static final long OPEN = Long.MAX_VALUE;
    static final IdRange EVERYTHING = new IdRange("", OPEN);

    /** With fewer pages left, one that is asked for in vain costs more than it saves. */
    private static final int WORTHWHILE = 4;

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    /** The page's records that belong to it. What is no number cannot belong to another range. */
    List<HubSpotRecord> of(RecordPage page) {
        return page.records().stream()
                .filter(record -> number(record.id().value()).orElse(0) <= last)
                .toList();
    }

    /** What is left of it after the page; null when that was all. */
    @Nullable IdRange after(RecordPage page) {
        var following = page.next();
        return following == null || number(following).orElse(0) > last ? null : new IdRange(following, last);
    }

    /**
     * An id at which to part it in two, well ahead of where it is read.
     *
     * @param stride how many ids a page spans
     * @param ahead how many pages to look ahead while nobody knows how far the listing goes
     * @return empty when the rest is not worth parting, or {@code next} is no id
     */
    OptionalLong middle(long stride, long ahead) {
        var from = number(next);
        if (from.isEmpty()) {
            return from;
        }
        if (last == OPEN) {
            return stride > (OPEN - from.getAsLong()) / ahead
                    ? OptionalLong.empty()
                    : OptionalLong.of(from.getAsLong() + stride * ahead);
        }
        var left = last - from.getAsLong();
        return left / WORTHWHILE < stride ? OptionalLong.empty() : OptionalLong.of(from.getAsLong() + left / 2);
    }

    IdRange upTo(long id) {
        return new IdRange(next, id);
    }

    IdRange from(long id) {
        return new IdRange(Long.toString(id), last);
    }

    /** How many ids are left; of what has no end, more than of anything else. */
    long left() {
        return last - number(next).orElse(0);
    }

    /** How many ids the page spans. */
    static long stride(RecordPage page) {
        var ids = ids(page);
        return ids.isEmpty() ? 1 : Math.max(1, ids.getLast() - ids.getFirst() + 1);
    }

    /** Whether the page shows what all this relies on: ids in ascending order from the one that was asked for, and {@code next} another. */
    static boolean isInOrder(RecordPage page, long from) {
        var ids = ids(page);
        var following = page.next();
        if (ids.size() < page.records().size()) {
            return false;
        }
        var before = from - 1;
        for (var id : ids) {
            if (id <= before) {
                return false;
            }
            before = id;
        }
        return following == null || number(following).orElse(-1) >= before;
    }

    private static List<Long> ids(RecordPage page) {
        var ids = new ArrayList<Long>();
        page.records().forEach(record -> number(record.id().value()).ifPresent(ids::add));
        return ids;
    }

    private static OptionalLong number(String text) {
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
