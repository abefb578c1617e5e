package dev.linchpin.engine.merge;

import dev.linchpin.engine.model.Value;

/**
 * An edit in HubSpot that a write of ours replaced before anyone had seen it.
 *
 * @param seen what HubSpot showed when the write was decided
 * @param sent what was written
 * @param edit what was replaced
 */
public record Replacement(Value seen, Value sent, Value edit) {}
