package dev.linchpin.engine.model;

/** Which way a field's values may flow. A one-way field that drifts on its receiving side is put back and journaled. */
public enum Direction {
    BOTH,
    TO_HUBSPOT,
    FROM_HUBSPOT
}
