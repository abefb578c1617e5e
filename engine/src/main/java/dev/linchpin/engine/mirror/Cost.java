package dev.linchpin.engine.mirror;

import java.time.Duration;

/** What two ways of finding out would cost, in time: HubSpot limits searches far more tightly than other calls. Pure. */
final class Cost {
    /** HubSpot's limits for one account: searches, and other calls where it grants the least. */
    private static final double SEARCHES_PER_SECOND = 5;

    private static final double CALLS_PER_SECOND = 10;
    private static final double SEARCH_PAGE = 200;
    private static final double PAGE = 100;

    /** About so many names fill a URL. */
    private static final int LONG_LIST = 300;

    private Cost() {}

    /** Searching for so many records, and reading each by its id. */
    static Duration searching(long found) {
        return seconds(found / SEARCH_PAGE / SEARCHES_PER_SECOND + found / PAGE / CALLS_PER_SECOND);
    }

    /**
     * Listing so many records.
     *
     * @param properties asked for: a list that is too long for a URL costs each page a second call
     */
    static Duration listing(long records, int properties) {
        var calls = properties > LONG_LIST ? 2.0 : 1.0;
        return seconds(calls * records / PAGE / CALLS_PER_SECOND);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
