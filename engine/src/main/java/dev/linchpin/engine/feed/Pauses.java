package dev.linchpin.engine.feed;

import java.time.Duration;

/** How long to wait before looking again: shortly while there is something to see, longer and longer while there is not. */
final class Pauses {
    private static final Duration BUSY = Duration.ofMillis(20);

    private final Duration longest;
    private Duration next = BUSY;

    Pauses(Duration longest) {
        this.longest = longest;
    }

    Duration busy() {
        next = BUSY;
        return next;
    }

    Duration idle() {
        var pause = next;
        var longer = next.multipliedBy(5).dividedBy(4);
        next = longer.compareTo(longest) < 0 ? longer : longest;
        return pause;
    }
}
