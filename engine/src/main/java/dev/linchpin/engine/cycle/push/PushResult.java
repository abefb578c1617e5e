package dev.linchpin.engine.cycle.push;

import dev.linchpin.engine.hubspot.WriteOutcome;

/** What was sent of a record, and what became of it. */
public record PushResult(Push push, WriteOutcome outcome) {}
