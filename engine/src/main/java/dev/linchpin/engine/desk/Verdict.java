package dev.linchpin.engine.desk;

import dev.linchpin.engine.store.Conflict;

/** What became of a person's decision. */
public sealed interface Verdict {
    /** Taken; the next cycle carries it to where it is needed. */
    record Accepted() implements Verdict {}

    /** Refused, because a value moved since it was shown; this is what the two sides hold now. */
    record Moved(Conflict now) implements Verdict {}

    /** There is no such open conflict (any more). */
    record Unknown() implements Verdict {}

    /** A cycle is at work on the record just now: ask again in a moment. */
    record Busy() implements Verdict {}

    /** The choice does not fit this conflict; the message says why. */
    record Unsuitable(String message) implements Verdict {}
}
