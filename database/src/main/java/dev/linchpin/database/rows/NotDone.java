package dev.linchpin.database.rows;

/** A change that raised no error and yet was not made, as when a user's trigger swallows it. */
final class NotDone extends RuntimeException {
    private final String reason;

    NotDone(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
