package dev.linchpin.engine.merge;

import dev.linchpin.engine.model.Value;

/** What a policy makes of two values. */
sealed interface Ruling {
    /** Both sides are to hold this: one of their values, or what the two come to together. */
    record Holds(Value value) implements Ruling {}

    /** The policy cannot tell; a person decides. */
    record Undecided() implements Ruling {}

    /** The policy can tell once it knows when each side was edited. */
    record NeedsTimes() implements Ruling {}
}
