package dev.linchpin.server.doctor;

/**
 * One thing that was looked at.
 *
 * @param found one sentence
 * @param remedy how to mend it; empty where nothing is amiss
 */
public record Check(Subject subject, State state, String found, String remedy) {
    /** What was looked at, in this order. */
    public enum Subject {
        TOKEN,
        SCOPES,
        MAPPING,
        WEBHOOKS,
        DATABASE,
        RIGHTS,
        TABLES,
        CAPTURE,
        CLOCK
    }

    /** What came of it. */
    public enum State {
        OK,
        /** It works, but not as well as it could. */
        WARNING,
        /** Linchpin cannot run like this. */
        PROBLEM
    }

    static Check ok(Subject subject, String found) {
        return new Check(subject, State.OK, found, "");
    }

    static Check warning(Subject subject, String found, String remedy) {
        return new Check(subject, State.WARNING, found, remedy);
    }

    static Check problem(Subject subject, String found, String remedy) {
        return new Check(subject, State.PROBLEM, found, remedy);
    }
}
