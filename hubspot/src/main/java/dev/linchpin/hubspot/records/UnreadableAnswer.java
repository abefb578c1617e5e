package dev.linchpin.hubspot.records;

/** A successful answer that is not what HubSpot documents. */
final class UnreadableAnswer extends RuntimeException {
    UnreadableAnswer(String message) {
        super(message);
    }

    UnreadableAnswer(RuntimeException cause) {
        super("Not JSON as expected", cause);
    }
}
