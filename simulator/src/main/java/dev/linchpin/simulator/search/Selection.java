package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts what matches and keeps the first so many of it in order. Where a group is nothing but a range, it is counted without
 * looking at its records, and only as many are looked at as are kept. Used once, by one thread.
 */
final class Selection {

    private final SearchIndex index;
    private final Comparator<StoredRecord> comparator;
    private final @Nullable Order order;
    private final boolean descending;
    private final int wanted;
    private final PriorityQueue<StoredRecord> kept;
    private int total;

    /**
     * An empty selection.
     *
     * @param order the index that is in the order wanted; null if none is
     * @param comparator the order wanted
     * @param wanted how many to keep
     */
    Selection(
            SearchIndex index,
            @Nullable Order order,
            boolean descending,
            Comparator<StoredRecord> comparator,
            int wanted) {
        this.index = index;
        this.order = order;
        this.descending = descending;
        this.comparator = comparator;
        this.wanted = wanted;
        this.kept = new PriorityQueue<>(comparator.reversed());
    }

    void addAll(List<Plan> plans) {
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            List<Plan> earlier = plans.subList(0, i).stream()
                    .filter(other -> !plan.isDisjointFrom(other))
                    .toList();
            add(plan, earlier);
        }
    }

    /** What several groups match counts once, for the first of them. */
    private void add(Plan plan, List<Plan> earlier) {
        Predicate<StoredRecord> test =
                earlier.stream().map(Plan::test).reduce(plan.test(), (all, other) -> all.and(other.negate()));
        if (plan.ids() != null) {
            scan(index.among(plan.ids()), test);
            return;
        }
        Order narrowest = Order.ID;
        int least = Integer.MAX_VALUE;
        int narrowing = 0;
        for (Order each : Order.values()) {
            int count = index.in(each)
                    .count(plan.range(each).low(), plan.range(each).high());
            narrowing += count < index.size() ? 1 : 0;
            if (count < least) {
                least = count;
                narrowest = each;
            }
        }
        boolean counted = plan.onlyRanges() && narrowing <= 1 && earlier.isEmpty();
        if (counted && order != null && isShort(least)) {
            total += least;
            keepFirst(plan.range(order), least, test);
        } else {
            Range range = plan.range(narrowest);
            scan(index.in(narrowest).between(range.low(), range.high(), false), test);
        }
    }

    /** Whether walking in the order wanted, past what does not match, is likely to end sooner than looking at all matches. */
    private boolean isShort(int matches) {
        return matches > 0 && (double) index.size() * wanted / matches <= matches;
    }

    private void keepFirst(Range range, int matches, Predicate<StoredRecord> test) {
        int left = Math.min(wanted, matches);
        if (order == null) {
            throw new IllegalStateException("Nothing to walk along");
        }
        for (StoredRecord record : index.in(order).between(range.low(), range.high(), descending)) {
            if (left == 0) {
                return;
            }
            if (test.test(record)) {
                keep(record);
                left--;
            }
        }
    }

    private void scan(Iterable<StoredRecord> records, Predicate<StoredRecord> test) {
        for (StoredRecord record : records) {
            if (test.test(record)) {
                total++;
                keep(record);
            }
        }
    }

    private void keep(StoredRecord record) {
        if (kept.size() < wanted) {
            kept.add(record);
        } else if (wanted > 0 && comparator.compare(record, kept.element()) < 0) {
            kept.remove();
            kept.add(record);
        }
    }

    int total() {
        return total;
    }

    /** What was kept, in order. */
    List<StoredRecord> kept() {
        var sorted = new ArrayList<>(kept);
        sorted.sort(comparator);
        return sorted;
    }
}
