package dev.linchpin.server.api;

import dev.linchpin.engine.store.Inspection.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list of which only some items are wanted, told by what the database cannot see: reads on until a page is full.
 *
 * @param source the whole list
 * @param keep those of some items that are wanted, in their order
 * @param position of an item in the list, as its pages give it
 */
public record Sieve<T>(Source<T> source, UnaryOperator<List<T>> keep, Function<T, String> position) {
    private static final int CHUNK = 500;

    /** Reads a page. */
    @FunctionalInterface
    public interface Source<T> {
        Page<T> page(@Nullable String after, int limit);
    }

    public Page<T> page(@Nullable String after, int limit) {
        var kept = new ArrayList<T>();
        var next = after;
        do {
            var read = source.page(next, CHUNK);
            kept.addAll(keep.apply(read.items()));
            next = read.next();
        } while (next != null && kept.size() <= limit);
        return kept.size() <= limit
                ? new Page<>(kept, null)
                : new Page<>(kept.subList(0, limit), position.apply(kept.get(limit - 1)));
    }
}
