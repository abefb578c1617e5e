package dev.linchpin.engine.hubspot;

import java.time.Instant;

/**
 * @param sendBefore a write that the budget lets go only later is not sent: what it was decided on is stale by then
 */
public record WriteOptions(Lane lane, Instant sendBefore) {}
