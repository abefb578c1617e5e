package dev.linchpin.engine.store;

/** Why a record was marked, and so how urgent it is: declared from most to least. */
public enum Cause {
    PERSON,
    WEBHOOK,
    SQL,
    POLL,
    RETRY,
    RECONCILIATION,
    /** An acknowledged write is due to be checked for an edit that it hid. */
    AUDIT,
    LOAD
}
