package dev.linchpin.hubspot.transport;

/**
 * A request that got no answer. The type tells the one thing that matters for a write: whether HubSpot may carry it out.
 * The message names a host at most.
 */
public abstract sealed class TransportException extends Exception {
    private TransportException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The request certainly never reached HubSpot: no connection was made. */
    public static final class NotSent extends TransportException {
        public NotSent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The request was sent, or begun, and nothing came back: HubSpot may have carried it out, or may do so yet. */
    public static final class NoAnswer extends TransportException {
        public NoAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
