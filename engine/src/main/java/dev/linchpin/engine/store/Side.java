package dev.linchpin.engine.store;

/** One of the two sides that are kept in step. */
public enum Side {
    DATABASE,
    HUBSPOT
}
