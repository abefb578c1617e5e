package dev.linchpin.engine.feed;

import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.identity.Doubles;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;

/** Has the identity of created records looked up once more, of types in which nothing else keeps them from being doubled. */
public final class DoublesDue implements Loop {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Doubles doubles;
    private final ObjectType type;

    public DoublesDue(Doubles doubles, ObjectType type) {
        this.doubles = doubles;
        this.type = type;
    }

    @Override
    public String name() {
        return "doubles due " + type;
    }

    @Override
    public Duration step() {
        return doubles.look() ? Duration.ZERO : IDLE;
    }
}
