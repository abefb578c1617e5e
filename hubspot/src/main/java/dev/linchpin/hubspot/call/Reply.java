package dev.linchpin.hubspot.call;

import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.transport.HttpAnswer;

/** What became of one call. */
public sealed interface Reply {
    /** A 2xx answer; a 207 may still tell of failed records. */
    record Success(HttpAnswer answer) implements Reply {}

    record Failed(Failure failure) implements Reply {}
}
