package dev.linchpin.torture.world;

/**
 * A step of input or output that a process is about to make or has just made: between any two of them it may be killed, be
 * held up, or somebody may act.
 *
 * @param what the call's method and path; of a transaction, nothing
 * @param body what the call sends
 */
public record Moment(Kind kind, String what, String body) {
    public enum Kind {
        BEFORE_CALL,
        AFTER_CALL,
        BEFORE_TRANSACTION,
        AFTER_TRANSACTION;

        public boolean isCall() {
            return this == BEFORE_CALL || this == AFTER_CALL;
        }
    }

    static final Moment BEFORE_TRANSACTION = new Moment(Kind.BEFORE_TRANSACTION, "", "");
    static final Moment AFTER_TRANSACTION = new Moment(Kind.AFTER_TRANSACTION, "", "");

    @Override
    public String toString() {
        return switch (kind) {
            case BEFORE_CALL -> "before " + what;
            case AFTER_CALL -> "after " + what;
            case BEFORE_TRANSACTION -> "before a transaction";
            case AFTER_TRANSACTION -> "after a transaction";
        };
    }
}
