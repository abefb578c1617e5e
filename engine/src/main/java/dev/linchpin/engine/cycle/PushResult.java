package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.WriteOutcome;

/** What was sent of a record, and what became of it. */
record PushResult(Push push, WriteOutcome outcome) {}
