package dev.linchpin.engine.store;

import java.time.Instant;

/** What becomes of a claimed queue entry. Whatever is said here, a mark made during the claim keeps the entry. */
public sealed interface Disposition {
    long linkId();

    long sequence();

    /** Nothing is left to do: the entry goes, iff no mark came in since the claim. */
    record Cleared(long linkId, long sequence) implements Disposition {}

    /** Nothing can be done before then. It is neither progress nor failure: earlier failures keep their count. */
    record Postponed(long linkId, long sequence, Instant notBefore) implements Disposition {}

    /** More is to be done: this is progress, and earlier failures are forgotten. */
    record Again(long linkId, long sequence, Instant notBefore) implements Disposition {}

    /** The cycle got nowhere: counted, and tried again later. */
    record Failed(long linkId, long sequence, Instant notBefore, String reason) implements Disposition {}
}
