package dev.linchpin.engine.merge;

import dev.linchpin.engine.model.Value;

/**
 * What each side held when the two last agreed on a field. The two values may differ: HubSpot normalises what it stores.
 * A side changed a field iff its value now differs from its own base value.
 */
public record BasePair(Value local, Value hubspot) {}
