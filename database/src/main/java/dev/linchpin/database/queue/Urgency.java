package dev.linchpin.database.queue;

import dev.linchpin.engine.store.Cause;

/** Causes as the queue stores them: the lower, the sooner, with room for causes in between. */
public final class Urgency {
    /** What one statement changed in more rows than this is nobody's single edit. */
    private static final int MANY = 100;

    /** Before {@link Cause#SQL} by the hundreds. */
    private static final int SINGLE_SQL = 25;

    private Urgency() {}

    /** @param together how many are marked at once */
    static int of(Cause cause, int together) {
        return cause == Cause.SQL && together <= MANY ? SINGLE_SQL : of(cause);
    }

    static int of(Cause cause) {
        return switch (cause) {
            case PERSON -> 10;
            case WEBHOOK -> 20;
            case SQL -> 30;
            case POLL -> 40;
            case RETRY -> 50;
            case RECONCILIATION -> 60;
            case AUDIT -> 70;
            case LOAD -> 80;
        };
    }

    public static Cause cause(long urgency) {
        for (var cause : Cause.values()) {
            if (of(cause) >= urgency) {
                return cause;
            }
        }
        return Cause.LOAD;
    }

    /** Somebody changed something just now, so that waiting longer after a failure makes no sense. */
    static boolean tellsOfChange(Cause cause) {
        return switch (cause) {
            case PERSON, WEBHOOK, SQL -> true;
            case POLL, RETRY, RECONCILIATION, AUDIT, LOAD -> false;
        };
    }
}
