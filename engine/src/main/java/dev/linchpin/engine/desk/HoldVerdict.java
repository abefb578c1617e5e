package dev.linchpin.engine.desk;

import dev.linchpin.engine.store.Hold;

/** What became of a person's decision about what the guard holds. */
public sealed interface HoldVerdict {
    /** Taken; the next cycles carry it out for so many records. */
    record Accepted(long records) implements HoldVerdict {}

    /** Refused, because more is held by now than was shown. */
    record Grown(Hold now) implements HoldVerdict {}

    /** Nothing of the kind is held (any more). */
    record Unknown() implements HoldVerdict {}

    /** It cannot be decided so; the message says what to do instead. */
    record Unsuitable(String message) implements HoldVerdict {}
}
