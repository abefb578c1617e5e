package dev.linchpin.server.http;

import io.javalin.http.Context;

/** Writes answers. Thread-safe. */
public final class Responses {
    private final Json json;

    public Responses(Json json) {
        this.json = json;
    }

    public void ok(Context context, Object value) {
        send(context, 200, value);
    }

    public void created(Context context, String location, Object value) {
        context.header("Location", location);
        send(context, 201, value);
    }

    /** Taken, and done in the background. */
    public void accepted(Context context, Object value) {
        send(context, 202, value);
    }

    public void nothing(Context context) {
        context.status(204);
    }

    public void problem(Context context, ProblemDetails problem) {
        if (problem.extensions().get("retry_after_seconds") instanceof Number seconds) {
            context.header("Retry-After", seconds.toString());
        }
        context.status(problem.status()).contentType("application/problem+json").result(json.write(problem.members()));
    }

    private void send(Context context, int status, Object value) {
        context.status(status).contentType("application/json").result(json.write(value));
    }
}
