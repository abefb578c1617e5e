package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.Cycle;
import dev.linchpin.engine.feed.LoadPlan.Part;
import dev.linchpin.engine.feed.LoadPlan.Parting;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole HubSpot account of one type once, in several places at a time, and then looks for rows that nobody has
 * marked. How far each part was read is stored, so a crash costs a page of each. The pages serve as the read of the cycle that
 * takes them in: one call for each hundred records. Thread-safe: any number of {@linkplain #loader loaders} share the work.
 */
public final class Load {
    private static final Duration IDLE = Duration.ofMillis(500);

    /** No more than this far, it is hoped, do our clock and HubSpot's disagree. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Cycle cycle;
    private final List<String> properties;
    private final LoadPositions positions;
    private final AtomicReference<@Nullable LoadPlan> plan = new AtomicReference<>();
    private final AtomicLong loaded = new AtomicLong();
    private final AtomicBoolean markingRows = new AtomicBoolean();

    public Load(Environment environment, ObjectMapping mapping, Cycle cycle) {
        this.environment = environment;
        this.mapping = mapping;
        this.cycle = cycle;
        this.properties = new ArrayList<>(mapping.properties());
        this.properties.add(Environment.LINCHPIN_ID);
        this.positions = new LoadPositions(environment.store(), mapping);
    }

    /** One of those who share the work. */
    public Loop loader(int number) {
        return new Loop() {
            @Override
            public String name() {
                return "load " + mapping.type() + (number == 1 ? "" : " " + number);
            }

            @Override
            public Duration step() {
                return Load.this.step();
            }

            @Override
            public boolean isWokenBy(EngineEvent event) {
                return event instanceof EngineEvent.LoadProgress(var type, var _, var finished)
                        && type.equals(mapping.type())
                        && !finished;
            }
        };
    }

    /** Begins the load anew. */
    public void restart() {
        environment.store().inTransaction(tx -> {
            positions.set(tx, new LoadPosition.Begun(""));
            return true;
        });
    }

    /** Looks at every row again. */
    public void restartRows() {
        environment.store().inTransaction(tx -> {
            tx.markAll(mapping.type(), Cause.RECONCILIATION);
            // A load under way comes to the rows by itself.
            return positions.move(tx, new LoadPosition.Done(), new LoadPosition.Rows(null));
        });
    }

    public boolean isDone() {
        return isDone(environment.store().glance()::watermark, mapping);
    }

    /**
     * Whether the load of this type has come to its end.
     *
     * @param stored positions of feeds, by their names
     */
    public static boolean isDone(Function<String, Optional<String>> stored, ObjectMapping mapping) {
        return LoadPosition.of(stored.apply(LoadPositions.name(mapping))) instanceof LoadPosition.Done;
    }

    private Duration step() {
        return switch (positions.now()) {
            case LoadPosition.First _ -> begin();
            case LoadPosition.Begun begun -> begin(begun);
            case LoadPosition.Parts(var load, var _) ->
                plan(load).map(this::pages).orElse(Duration.ZERO);
            case LoadPosition.Rows rows -> rows(rows);
            case LoadPosition.Done _ -> IDLE;
        };
    }

    /**
     * The first poll reads from before the first page, so that nothing falls between the two. It is the only time that our
     * clock stands in for HubSpot's.
     */
    private Duration begin() {
        environment.store().inTransaction(tx -> {
            if (positions.move(tx, new LoadPosition.First(), new LoadPosition.Begun(""))) {
                tx.watermark(
                        Poll.watermark(mapping),
                        environment.now().minus(CLOCKS_APART).toString());
            }
            return true;
        });
        return Duration.ZERO;
    }

    private Duration begin(LoadPosition.Begun begun) {
        var load = environment.ids().get().toString();
        environment.store().inTransaction(tx -> {
            if (positions.move(tx, begun, new LoadPosition.Parts(load, 1))) {
                positions.add(tx, 0, new IdRange(begun.from(), IdRange.OPEN));
            }
            return true;
        });
        return Duration.ZERO;
    }

    /** All loaders share one. */
    private Optional<LoadPlan> plan(String load) {
        var known = plan.get();
        if (known == null || !known.load().equals(load)) {
            positions.plan(load).ifPresent(stored -> plan.compareAndSet(known, stored));
        }
        return Optional.ofNullable(plan.get()).filter(shared -> shared.load().equals(load));
    }

    private Duration pages(LoadPlan shared) {
        var part = shared.take();
        if (part.isPresent()) {
            try {
                return read(shared, part.get());
            } finally {
                shared.release(part.get());
            }
        }
        if (shared.isRead()) {
            return environment.store().inTransaction(tx -> {
                if (positions.isUnderWay(tx, shared.load())) {
                    positions.set(tx, new LoadPosition.Rows(null));
                }
                return Duration.ZERO;
            });
        }
        return shared.parting().map(parting -> part(shared, parting)).orElse(IDLE);
    }

    private Duration read(LoadPlan shared, Part part) {
        var range = shared.rangeOf(part);
        return range == null ? Duration.ZERO : takeIn(shared, part, range, list(range.next()));
    }

    private RecordPage list(String from) {
        return environment.hubspot().list(mapping.type(), properties, from, false, Lane.BACKGROUND);
    }

    private Duration takeIn(LoadPlan shared, Part part, IdRange range, RecordPage page) {
        var records = range.of(page);
        var pause = cycle.load(records, tx -> {
            if (positions.isUnderWay(tx, shared.load())) {
                positions.advance(tx, part.number(), range, range.after(page));
            }
        });
        shared.read(part, page);
        environment
                .listener()
                .on(new EngineEvent.LoadProgress(mapping.type(), loaded.addAndGet(records.size()), false));
        return pause;
    }

    /** Asks for a page further on. Mostly there is one, which is taken in, and somebody else goes on from there. */
    private Duration part(LoadPlan shared, Parting parting) {
        var upper = parting.range().from(parting.middle());
        RecordPage page;
        try {
            page = list(upper.next());
        } catch (HubSpotException.Rejected notByIds) {
            shared.cannotBeParted();
            return Duration.ZERO;
        } catch (RuntimeException failed) {
            shared.leave();
            throw failed;
        }
        if (!IdRange.isInOrder(page, parting.middle())) {
            shared.cannotBeParted();
            return Duration.ZERO;
        }
        var number = shared.free();
        var isEmpty = upper.of(page).isEmpty();
        try {
            environment.store().inTransaction(tx -> {
                if (positions.isUnderWay(tx, shared.load())) {
                    positions.shorten(tx, parting.of().number(), parting.middle());
                    if (!isEmpty) {
                        positions.add(tx, number, upper);
                        var count = Math.max(shared.size(), number + 1);
                        positions.set(tx, new LoadPosition.Parts(shared.load(), count));
                    }
                }
                return true;
            });
        } catch (RuntimeException failed) {
            shared.leave();
            throw failed;
        }
        if (isEmpty) {
            shared.shorten(parting);
            return Duration.ZERO;
        }
        var part = shared.part(parting, number, upper);
        try {
            return takeIn(shared, part, upper, page);
        } finally {
            shared.release(part);
        }
    }

    private Duration rows(LoadPosition.Rows rows) {
        if (!markingRows.compareAndSet(false, true)) {
            return IDLE;
        }
        try {
            return markRows(rows);
        } finally {
            markingRows.set(false);
        }
    }

    private Duration markRows(LoadPosition.Rows rows) {
        var last = environment.store().inTransaction(tx -> {
            var reached = tx.markUnlinkedRows(mapping, rows.after(), Cycle.BATCH * 10);
            positions.move(
                    tx, rows, reached.<LoadPosition>map(LoadPosition.Rows::new).orElse(new LoadPosition.Done()));
            return reached;
        });
        environment.listener().on(new EngineEvent.Marked(mapping.type()));
        if (last.isEmpty()) {
            environment.listener().on(new EngineEvent.LoadProgress(mapping.type(), loaded.get(), true));
        }
        return Duration.ZERO;
    }
}
