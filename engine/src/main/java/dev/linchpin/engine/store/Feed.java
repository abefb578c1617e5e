package dev.linchpin.engine.store;

/**
 * Where Linchpin hears of changes in HubSpot from. All of them only mark, and any one of them is enough: they differ in how
 * soon they tell, and in what they leave out.
 */
public enum Feed {
    /** HubSpot calls: within seconds, retried for a day, then lost. */
    WEBHOOKS,
    /** Searching for what was modified: late by the interval and the index's lag, but it leaves nothing out. */
    POLLING,
    /** HubSpot's webhooks journal, read by OAuth apps: late by seconds, kept for three days. */
    JOURNAL;

    /** Whether HubSpot tells of changes by itself; what the others find is held against such a feed. */
    public boolean isFast() {
        return this != POLLING;
    }
}
