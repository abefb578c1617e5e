package dev.linchpin.engine.feed;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Store;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the load of a type stands, and each of its parts. A part's position has two halves under names of their own, because
 * whoever reads the part moves the one while another may move the other. Thread-safe.
 */
final class LoadPositions {
    private static final String READ = "read";

    private final String name;
    private final Store store;

    LoadPositions(Store store, ObjectMapping mapping) {
        this.store = store;
        this.name = name(mapping);
    }

    static String name(ObjectMapping mapping) {
        return "load:" + mapping.type();
    }

    LoadPosition now() {
        return LoadPosition.of(store.glance().watermark(name));
    }

    LoadPosition now(Transaction tx) {
        return LoadPosition.of(tx.watermark(name));
    }

    void set(Transaction tx, LoadPosition position) {
        tx.watermark(name, position.text());
    }

    /** Answers whether the load stood there. */
    boolean move(Transaction tx, LoadPosition from, LoadPosition to) {
        if (!now(tx).equals(from)) {
            return false;
        }
        set(tx, to);
        return true;
    }

    boolean isUnderWay(Transaction tx, String load) {
        return now(tx) instanceof LoadPosition.Parts parts && parts.load().equals(load);
    }

    /** What was stored of the parts of a load; empty when it is another's turn by now. */
    Optional<LoadPlan> plan(String load) {
        return store.inTransaction(tx -> {
            if (!(now(tx) instanceof LoadPosition.Parts parts) || !parts.load().equals(load)) {
                return Optional.empty();
            }
            var ranges = new ArrayList<@Nullable IdRange>();
            for (var part = 0; part < parts.count(); part++) {
                var next = tx.watermark(next(part)).orElse(READ);
                var last = tx.watermark(last(part)).map(Long::parseLong).orElse(IdRange.OPEN);
                ranges.add(next.equals(READ) ? null : new IdRange(next, last));
            }
            return Optional.of(new LoadPlan(load, ranges));
        });
    }

    void add(Transaction tx, int part, IdRange range) {
        tx.watermark(next(part), range.next());
        shorten(tx, part, range.last());
    }

    void shorten(Transaction tx, int part, long last) {
        tx.watermark(last(part), Long.toString(last));
    }

    /** @param left null when all is read */
    void advance(Transaction tx, int part, IdRange from, @Nullable IdRange left) {
        if (tx.watermark(next(part)).equals(Optional.of(from.next()))) {
            tx.watermark(next(part), left == null ? READ : left.next());
        }
    }

    private String next(int part) {
        return name + ":" + part;
    }

    private String last(int part) {
        return name + ":" + part + ":last";
    }
}
