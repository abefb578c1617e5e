package dev.linchpin.engine.store;

import java.time.Instant;

/** What becomes of a claimed queue entry. Whatever is said here, a mark made during the claim keeps the entry. */
public sealed interface Disposition {
    long linkId();

    long sequence();

    /** Nothing is left to do: the entry goes, iff no mark came in since the claim. */
    record Cleared(long linkId, long sequence) implements Disposition {}

    /** More is to be done at once, or from some moment on; this is progress, not failure. */
    record Again(long linkId, long sequence, Instant notBefore) implements Disposition {}

    /** The cycle got nowhere: counted, and tried again later. */
    record Failed(long linkId, long sequence, Instant notBefore, String reason) implements Disposition {}
}
