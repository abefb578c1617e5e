package dev.linchpin.engine.mirror;

/**
 * What a run did.
 *
 * @param written rows made or changed
 * @param removed rows deleted or marked as deleted
 */
record Tally(long written, long removed) {
    static final Tally NOTHING = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(written + other.written, removed + other.removed);
    }

    long records() {
        return written + removed;
    }
}
