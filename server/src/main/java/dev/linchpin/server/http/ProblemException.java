package dev.linchpin.server.http;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private final transient ProblemDetails problem;

    public ProblemException(ProblemDetails problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public ProblemDetails problem() {
        return problem;
    }
}
