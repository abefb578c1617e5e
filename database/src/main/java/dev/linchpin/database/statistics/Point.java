package dev.linchpin.database.statistics;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one step of time.
 *
 * @param type null for the whole connection
 * @param at when the step begins
 * @param queueDepth entries of the queue, at most
 */
public record Point(@Nullable ObjectType type, Instant at, Sample sample, long queueDepth) {}
