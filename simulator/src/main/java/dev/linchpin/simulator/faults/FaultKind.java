package dev.linchpin.simulator.faults;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What goes wrong (statuses: HubSpot docs, "Error handling"). */
public enum FaultKind {
    /** A record is locked by another request. */
    LOCKED("423", 423),
    /** The limit that the call counts towards is said to be reached: of the second for searches, else of ten seconds. */
    RATE_LIMITED("429", 429),
    /** The limit of a second is said to be reached. */
    SECONDLY("429-secondly", 429),
    /** The limit of ten seconds is said to be reached. */
    TEN_SECONDLY("429-ten-secondly", 429),
    /** The limit of the day is said to be reached. */
    DAILY("429-daily", 429),
    /** The account is moving to another data centre; the one answer that carries Retry-After by itself. */
    MIGRATING("477", 477),
    /** An internal error. */
    INTERNAL("500", 500),
    /** A gateway that does not know the call, answered in HTML. */
    NOT_IMPLEMENTED("501", 501),
    /** A broken gateway, answered in HTML. */
    BAD_GATEWAY("502", 502),
    /** Out of service for the moment. */
    UNAVAILABLE("503", 503),
    /** A gateway that waited too long, answered in HTML. */
    GATEWAY_TIMEOUT("504", 504),
    /** HubSpot refuses the gateway's connection, answered in HTML. */
    DOWN("521", 521),
    /** The gateway cannot reach HubSpot, answered in HTML. */
    UNREACHABLE("523", 523),
    /** No answer within 100 seconds, answered in HTML. */
    TIMEOUT("524", 524),
    /** The connection is reset before the body was read. Nothing is done. */
    RESET_UNREAD("reset-unread", 0),
    /** The connection is reset after the request was read. Nothing is done. */
    RESET("reset", 0),
    /** The answer is late by the rule's delay. Adds to every other kind. */
    SLOW("slow", 0),
    /** The body comes in pieces, spread over the rule's delay. Adds to every other kind. */
    DRIP("drip", 0),
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

    /** Whether it only takes time, so that it can go together with others. */
    public boolean isOnlyTime() {
        return this == SLOW || this == DRIP;
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
