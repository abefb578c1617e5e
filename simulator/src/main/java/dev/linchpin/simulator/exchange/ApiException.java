package dev.linchpin.simulator.exchange;

/** Ends a call with an error answer. Carries no stack trace: it is a normal outcome, and a frequent one. */
public final class ApiException extends RuntimeException {

    private final transient ApiError error;

    ApiException(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** What to answer. */
    public ApiError error() {
        return error;
    }
}
