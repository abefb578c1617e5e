package dev.linchpin.engine.hubspot;

/** Who goes first when calls wait for the API budget; declared from first to last. Waiting long enough moves a call up. */
public enum Lane {
    PERSON,
    WEBHOOK,
    PUSH,
    POLL,
    BACKGROUND
}
