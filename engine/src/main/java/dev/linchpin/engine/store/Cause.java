package dev.linchpin.engine.store;

/** Why a record was marked, and so how urgent it is: declared from most to least. */
public enum Cause {
    PERSON,
    WEBHOOK,
    SQL,
    POLL,
    RETRY,
    RECONCILIATION,
    LOAD
}
