package dev.linchpin.database.queue;

import dev.linchpin.engine.store.Cause;
import java.time.Instant;

/** A claimed entry of the sync queue. */
public record Entry(long linkId, long sequence, Cause cause, Instant markedAt, int failures) {}
