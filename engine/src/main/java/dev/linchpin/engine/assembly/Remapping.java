package dev.linchpin.engine.assembly;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.SchemaChangedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has loops go on with another mapping: between two steps, when no step is under way, so that none works by the old mapping
 * once the new one holds, and no claim is left behind. Thread-safe.
 */
final class Remapping {
    private static final Logger log = LoggerFactory.getLogger(Remapping.class);
    private static final Duration PAUSED = Duration.ofSeconds(1);
    private static final Duration WHILE_CHANGING = Duration.ofMillis(20);

    /** How long a loop waits that misses a table or a column, for somebody to look at the schema. */
    private static final Duration WHILE_IN_DOUBT = Duration.ofSeconds(5);

    private final Consumer<ObjectType> doubted;

    private volatile Map<ObjectType, ObjectMapping> mappings;
    private int stepping;
    /** A change waits for the steps under way, and no other begins. */
    private boolean changing;

    /** @param doubted is told of types whose table or columns a loop has missed */
    Remapping(List<ObjectMapping> mappings, Consumer<ObjectType> doubted) {
        this.doubted = doubted;
        this.mappings = byType(mappings);
    }

    private static Map<ObjectType, ObjectMapping> byType(List<ObjectMapping> mappings) {
        return mappings.stream().collect(Collectors.toUnmodifiableMap(ObjectMapping::type, mapping -> mapping));
    }

    /** Types that pause have none. */
    Map<ObjectType, ObjectMapping> mappings() {
        return mappings;
    }

    /**
     * Answers false while steps are under way: they come to their end, none begins, and this is to be asked again. Never waits,
     * so that whoever asks may drive the steps, too.
     */
    synchronized boolean to(List<ObjectMapping> others) {
        changing = stepping > 0 && !byType(others).equals(mappings);
        if (!changing) {
            mappings = byType(others);
        }
        return !changing;
    }

    private synchronized boolean begin() {
        if (!changing) {
            stepping++;
        }
        return !changing;
    }

    private synchronized void end() {
        stepping--;
    }

    /** Made anew from the type's mapping whenever that has changed; what is made must keep nothing that matters. */
    final class Made<T> {
        private final ObjectType type;
        private final Function<ObjectMapping, T> make;
        private ObjectMapping from;
        private T made;

        Made(ObjectMapping first, Function<ObjectMapping, T> make) {
            this.type = first.type();
            this.make = make;
            this.from = first;
            this.made = make.apply(first);
        }

        /** As of the last mapping; also while the type pauses. */
        synchronized T get() {
            var now = mappings.get(type);
            if (now != null && !now.equals(from)) {
                made = make.apply(now);
                from = now;
            }
            return made;
        }
    }

    /** A loop of the type, which pauses with it. */
    <T extends Loop> Loop loop(ObjectType type, Supplier<T> current) {
        var first = current.get();
        var name = first.name();
        return new Loop() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration step() {
                if (!begin()) {
                    return WHILE_CHANGING;
                }
                try {
                    return mappings.containsKey(type) ? current.get().step() : PAUSED;
                } catch (SchemaChangedException changed) {
                    log.warn("The {} waits: {}", name, changed.getMessage());
                    doubted.accept(type);
                    return WHILE_IN_DOUBT;
                } finally {
                    end();
                }
            }

            @Override
            public boolean isWokenBy(EngineEvent event) {
                return first.isWokenBy(event);
            }
        };
    }
}
