package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.Cycle;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the whole HubSpot account of one type once, page by page, and then looks for rows that nobody has marked. The page
 * reached is stored, so a crash costs one page. The pages serve as the read of the cycle that takes them in: one call for
 * each hundred records.
 */
public final class Load implements Loop {
    private static final String ROWS = "rows:";
    private static final String DONE = "done";
    private static final Duration IDLE = Duration.ofMillis(500);

    /** No more than this far, it is hoped, do our clock and HubSpot's disagree. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Cycle cycle;
    private final List<String> properties;
    private long loaded;

    public Load(Environment environment, ObjectMapping mapping, Cycle cycle) {
        this.environment = environment;
        this.mapping = mapping;
        this.cycle = cycle;
        this.properties = new ArrayList<>(mapping.properties());
        this.properties.add(Environment.LINCHPIN_ID);
    }

    @Override
    public String name() {
        return "load " + mapping.type();
    }

    /** Where a type's load stands is kept under this name. */
    static String watermark(ObjectMapping mapping) {
        return "load:" + mapping.type();
    }

    /** Begins the load anew. */
    public void restart() {
        environment.store().inTransaction(tx -> {
            tx.watermark(watermark(mapping), "");
            return true;
        });
    }

    /** Looks at every row again. */
    public void restartRows() {
        environment.store().inTransaction(tx -> {
            tx.markAll(mapping.type(), Cause.RECONCILIATION);
            if (tx.watermark(watermark(mapping)).equals(Optional.of(DONE))) {
                // A load under way comes to the rows by itself.
                tx.watermark(watermark(mapping), ROWS);
            }
            return true;
        });
    }

    public boolean isDone() {
        return isDone(environment.store().glance()::watermark, mapping);
    }

    /**
     * Whether the load of this type has come to its end.
     *
     * @param positions of feeds, by their names
     */
    public static boolean isDone(Function<String, Optional<String>> positions, ObjectMapping mapping) {
        return positions.apply(watermark(mapping)).equals(Optional.of(DONE));
    }

    private Optional<String> position() {
        return environment.store().glance().watermark(watermark(mapping));
    }

    @Override
    public Duration step() {
        var position = position();
        if (position.isEmpty()) {
            begin();
            return Duration.ZERO;
        }
        if (position.get().equals(DONE)) {
            return IDLE;
        }
        return position.get().startsWith(ROWS) ? rows(position.get().substring(ROWS.length())) : page(position.get());
    }

    /**
     * The first poll reads from before the first page, so that nothing falls between the two. It is the only time that our
     * clock stands in for HubSpot's.
     */
    private void begin() {
        environment.store().inTransaction(tx -> {
            tx.watermark(
                    Poll.watermark(mapping),
                    environment.now().minus(CLOCKS_APART).toString());
            tx.watermark(watermark(mapping), "");
            return true;
        });
    }

    private Duration page(String after) {
        var page = environment.hubspot().list(mapping.type(), properties, after, false, Lane.BACKGROUND);
        var fresh = new HashMap<HubSpotId, HubSpotRecord>();
        page.records().forEach(record -> fresh.put(record.id(), record));
        var claims = environment.store().inTransaction(tx -> {
            tx.mark(fresh.keySet().stream()
                    .map(id -> new Mark.OfRecord(mapping.type(), id, Cause.LOAD))
                    .toList());
            var links = tx.linksByRecord(mapping.type(), fresh.keySet()).values();
            return tx.claim(links.stream().map(link -> link.id()).toList());
        });
        var pause = cycle.run(claims, fresh);
        loaded += page.records().size();
        var next = page.next() == null ? ROWS : page.next();
        // What the cycle could not finish stays marked, so the page need not be read again.
        environment.store().inTransaction(tx -> {
            if (tx.watermark(watermark(mapping)).equals(Optional.of(after))) {
                tx.watermark(watermark(mapping), next);
            }
            return true;
        });
        environment.listener().on(new EngineEvent.LoadProgress(mapping.type(), loaded, false));
        return pause;
    }

    private Duration rows(String after) {
        var key = after.isEmpty() ? null : new RowKey(after);
        var last = environment.store().inTransaction(tx -> {
            var reached = tx.markUnlinkedRows(mapping, key, Cycle.BATCH * 10);
            if (tx.watermark(watermark(mapping)).equals(Optional.of(ROWS + after))) {
                tx.watermark(
                        watermark(mapping),
                        reached.map(row -> ROWS + row.value()).orElse(DONE));
            }
            return reached;
        });
        environment.listener().on(new EngineEvent.Marked(mapping.type()));
        if (last.isEmpty()) {
            environment.listener().on(new EngineEvent.LoadProgress(mapping.type(), loaded, true));
        }
        return Duration.ZERO;
    }
}
