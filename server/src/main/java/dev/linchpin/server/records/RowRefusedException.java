package dev.linchpin.server.records;

/** The database refuses the values; the message is its own. */
final class RowRefusedException extends RuntimeException {
    RowRefusedException(String message) {
        super(message);
    }
}
