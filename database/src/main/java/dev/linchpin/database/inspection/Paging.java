package dev.linchpin.database.inspection;

import dev.linchpin.engine.store.Inspection.Page;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Cuts lists into pages. One item more than wanted is read, to know whether another page follows. */
final class Paging {
    private Paging() {}

    static <S, T> Page<T> page(List<S> oneMore, int limit, Function<S, String> position, Function<S, T> item) {
        var items = oneMore.stream().limit(limit).map(item).toList();
        var next = oneMore.size() > limit && limit > 0 ? position.apply(oneMore.get(limit - 1)) : null;
        return new Page<>(items, next);
    }

    /**
     * The numbers that a position is made of.
     *
     * @throws IllegalArgumentException when no list gave it out
     */
    static Object[] numbers(String position, int count) {
        var parts = position.split("-", -1);
        try {
            if (parts.length == count) {
                return Arrays.stream(parts).map(Long::valueOf).toArray();
            }
        } catch (NumberFormatException notOne) {
            // Reported below, like a wrong count.
        }
        throw new IllegalArgumentException("'" + position + "' is not where a page of this list ended");
    }
}
