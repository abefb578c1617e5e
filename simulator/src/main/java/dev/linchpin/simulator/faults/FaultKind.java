package dev.linchpin.simulator.faults;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What goes wrong (statuses: HubSpot docs, "Error handling"). */
public enum FaultKind {
    /** A record is locked by another request. */
    LOCKED("423", 423),
    /** The burst limit is said to be reached. */
    RATE_LIMITED("429", 429),
    /** The account is moving to another data centre; the one answer with {@code Retry-After}. */
    MIGRATING("477", 477),
    /** An internal error. */
    INTERNAL("500", 500),
    /** A broken gateway, answered in HTML. */
    BAD_GATEWAY("502", 502),
    /** Out of service for the moment. */
    UNAVAILABLE("503", 503),
    /** A gateway that waited too long, answered in HTML. */
    GATEWAY_TIMEOUT("504", 504),
    /** No answer within 100 seconds, answered in HTML. */
    TIMEOUT("524", 524),
    /** The connection closes before anything is done. */
    RESET("reset", 0),
    /** The answer is late. */
    SLOW("slow", 0),
    /** The call is carried out and the connection closes in the middle of the answer. */
    TRUNCATED("truncated", 0),
    /** The call is carried out and the connection closes before the answer. */
    LOST_RESPONSE("lost-response", 0);

    private final String word;
    private final int status;

    FaultKind(String word, int status) {
        this.word = word;
        this.status = status;
    }

    /** The name in the control API. */
    public String word() {
        return word;
    }

    /** HTTP status answered instead, or 0. */
    public int status() {
        return status;
    }

    /** The kind of that name. */
    public static FaultKind of(String word) {
        return Stream.of(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no kind of fault; there are "
                        + Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", "))));
    }
}
