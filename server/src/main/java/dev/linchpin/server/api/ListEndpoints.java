package dev.linchpin.server.api;

import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.server.api.Views.ConflictJson;
import dev.linchpin.server.api.Views.DeadLetterJson;
import dev.linchpin.server.api.Views.JournalJson;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.api.Views.QueueJson;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.LongPredicate;

/** Conflicts, dead letters, the queue and the journal, over all records. */
public final class ListEndpoints implements Endpoints {
    private final Inspection inspection;
    private final Desk desk;
    private final MappedTypes types;
    private final Resolutions resolutions;
    private final Responses responses;

    public ListEndpoints(
            Inspection inspection, Desk desk, MappedTypes types, Resolutions resolutions, Responses responses) {
        this.inspection = inspection;
        this.desk = desk;
        this.types = types;
        this.resolutions = resolutions;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/conflicts", context -> {
            var filter = Queries.filter(context, types);
            var limit = Queries.limit(context);
            var page = Queries.page(() -> inspection.conflicts(filter, Queries.after(context), limit));
            responses.ok(context, PageView.of(page, ConflictJson::of));
        });
        routes.get(
                "/api/conflicts/{id}",
                context -> responses.ok(context, ConflictJson.of(resolutions.require(number(context)))));
        routes.post("/api/conflicts/{id}/resolve", context -> {
            var conflict = resolutions.require(number(context));
            responses.ok(context, resolutions.resolve(conflict, resolutions.body(context)));
        });
        routes.get("/api/dead-letters", context -> {
            var filter = Queries.filter(context, types);
            var limit = Queries.limit(context);
            var page = Queries.page(() -> inspection.deadLetters(filter, Queries.after(context), limit));
            responses.ok(context, PageView.of(page, DeadLetterJson::of));
        });
        routes.get("/api/dead-letters/{id}", context -> {
            var letter = inspection.deadLetter(number(context)).orElseThrow(ListEndpoints::noDeadLetter);
            responses.ok(context, DeadLetterJson.of(letter));
        });
        routes.post("/api/dead-letters/{id}/retry", context -> act(context, desk::retry, "retrying"));
        routes.post("/api/dead-letters/{id}/discard", context -> act(context, desk::discard, "discarded"));
        routes.get("/api/queue", context -> {
            var filter = Queries.filter(context, types);
            var limit = Queries.limit(context);
            var page = Queries.page(() -> inspection.queue(filter, Queries.after(context), limit));
            responses.ok(context, PageView.of(page, QueueJson::of));
        });
        routes.get("/api/journal", context -> {
            var filter = Queries.filter(context, types);
            var limit = Queries.limit(context);
            var page = Queries.page(() -> inspection.journal(filter, Queries.after(context), limit));
            responses.ok(context, PageView.of(page, JournalJson::of));
        });
    }

    private void act(Context context, LongPredicate action, String outcome) {
        var id = number(context);
        if (!action.test(id)) {
            throw noDeadLetter();
        }
        responses.ok(context, new Resolutions.Done(id, outcome));
    }

    private static long number(Context context) {
        var text = context.pathParam("id");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw Queries.invalid("id", "The id in the path must be a whole number.");
        }
    }

    private static RuntimeException noDeadLetter() {
        return ProblemDetails.notFound("There is no such dead letter (any more).")
                .asException();
    }
}
