package dev.linchpin.engine.feed;

import dev.linchpin.engine.hubspot.RecordPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Who reads which part of a listing, within one process. Thread-safe. */
final class LoadPlan {
    /** A listing that is read in a few calls is left to one loader: finding its end would take a call more. */
    private static final int PAGES_BEFORE = 3;

    /** How many pages to look ahead at first while nobody knows how far the listing goes; then twice as far each time. */
    private static final int FIRST_AHEAD = 16;

    private final String load;
    private final List<Part> parts = new ArrayList<>();
    private long ahead = FIRST_AHEAD;
    private boolean parting;
    private boolean isByIds = true;

    /** A range, and whether somebody reads it. */
    static final class Part {
        private final int number;
        private @Nullable IdRange range;
        private boolean taken;
        private int pages;
        private long stride = 1;

        private Part(int number, @Nullable IdRange range) {
            this.number = number;
            this.range = range;
        }

        /** It is stored under this. */
        int number() {
            return number;
        }
    }

    /** A part that somebody reads, and where somebody else might go on. */
    record Parting(Part of, IdRange range, long middle) {}

    /**
     * @param load tells one load from the next
     * @param ranges by their numbers; null where all is read
     */
    LoadPlan(String load, List<@Nullable IdRange> ranges) {
        this.load = load;
        ranges.forEach(range -> parts.add(new Part(parts.size(), range)));
    }

    String load() {
        return load;
    }

    /** How many numbers are given out. */
    synchronized int size() {
        return parts.size();
    }

    /** The number that a new part is to have. */
    synchronized int free() {
        return parts.stream()
                .filter(part -> part.range == null && !part.taken)
                .mapToInt(Part::number)
                .findFirst()
                .orElse(parts.size());
    }

    /** All is read, and nobody is at it any more. */
    synchronized boolean isRead() {
        return !parting && parts.stream().allMatch(part -> part.range == null && !part.taken);
    }

    /** A part that nobody reads, to be {@linkplain #release released}. */
    synchronized Optional<Part> take() {
        var free =
                parts.stream().filter(part -> part.range != null && !part.taken).findFirst();
        free.ifPresent(part -> part.taken = true);
        return free;
    }

    synchronized void release(Part part) {
        part.taken = false;
    }

    /** What is left of a part; null when all is read. */
    synchronized @Nullable IdRange rangeOf(Part part) {
        return part.range;
    }

    /** The page that a part begins with was read. */
    synchronized void read(Part part, RecordPage page) {
        var range = part.range;
        part.range = range == null ? null : range.after(page);
        part.stride = IdRange.stride(page);
        part.pages++;
    }

    /** Where somebody else might go on, of the part with most left; one at a time, to be followed by one of the calls below. */
    synchronized Optional<Parting> parting() {
        if (parting || !isByIds) {
            return Optional.empty();
        }
        var found = parts.stream()
                .filter(part -> part.taken && part.pages >= PAGES_BEFORE && part.range != null)
                .max(Comparator.comparingLong(part -> left(part.range) / part.stride))
                .flatMap(part -> parting(part, part.range));
        parting = found.isPresent();
        return found;
    }

    private static long left(@Nullable IdRange range) {
        return range == null ? 0 : range.left();
    }

    private Optional<Parting> parting(Part part, @Nullable IdRange range) {
        var middle = range == null ? OptionalLong.empty() : range.middle(part.stride, ahead);
        return range == null || middle.isEmpty()
                ? Optional.empty()
                : Optional.of(new Parting(part, range, middle.getAsLong()));
    }

    /** Somebody goes on from the middle: answers the new part, taken. */
    synchronized Part part(Parting parting, int number, IdRange upper) {
        shorten(parting);
        ahead *= 2;
        var part = new Part(number, upper);
        part.taken = true;
        part.pages = PAGES_BEFORE;
        part.stride = parting.of().stride;
        if (number < parts.size()) {
            parts.set(number, part);
        } else {
            parts.add(part);
        }
        return part;
    }

    /** The part has nothing beyond the middle. */
    synchronized void shorten(Parting parting) {
        var now = parting.of().range;
        parting.of().range = now == null ? null : now.upTo(parting.middle());
        this.parting = false;
    }

    /** Nothing came of it. */
    synchronized void leave() {
        parting = false;
    }

    /** The listing is not in the order of ids, or does not begin where it is asked to. */
    synchronized void cannotBeParted() {
        isByIds = false;
        parting = false;
    }
}
