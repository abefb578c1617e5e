package dev.linchpin.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.store.Inspection.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SieveTest {
    private static final int NUMBERS = 2_000;

    /** The numbers from 1, as a paged list. */
    private static Page<Integer> numbers(@Nullable String after, int limit) {
        var from = after == null ? 1 : Integer.parseInt(after) + 1;
        var items = IntStream.rangeClosed(from, Math.min(NUMBERS, from + limit - 1))
                .boxed()
                .toList();
        var last = from + limit - 1;
        return new Page<>(items, last < NUMBERS ? String.valueOf(last) : null);
    }

    private static List<Integer> all(IntPredicate wanted, int limit) {
        var sieve = new Sieve<>(
                SieveTest::numbers,
                some -> some.stream().filter(number -> wanted.test(number)).toList(),
                String::valueOf);
        var found = new ArrayList<Integer>();
        String next = null;
        do {
            var page = sieve.page(next, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            found.addAll(page.items());
            next = page.next();
            assertThat(next == null || page.items().size() == limit).isTrue();
        } while (next != null);
        return found;
    }

    @Test
    void pages_hold_all_that_is_wanted_once_and_in_order() {
        assertThat(all(number -> number % 3 == 0, 7)).hasSize(666).isSorted().doesNotHaveDuplicates();
        assertThat(all(number -> number > 1_990, 3)).hasSize(10);
        assertThat(all(_ -> true, 500)).hasSize(NUMBERS);
        assertThat(all(_ -> false, 5)).isEmpty();
    }

    @Test
    void no_empty_page_follows_the_last_item() {
        assertThat(all(number -> number <= 10, 5)).hasSize(10);
        assertThat(all(number -> number == NUMBERS, 1)).containsExactly(NUMBERS);
    }
}
