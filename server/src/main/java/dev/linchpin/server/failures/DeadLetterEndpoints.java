package dev.linchpin.server.failures;

import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Dead letters over all records, by cause, and what people do about them. */
public final class DeadLetterEndpoints implements Endpoints {
    private static final int PORTION = 500;

    private record Done(long id, String status) {}

    private record Corrected(long id, String outcome) {}

    private record BulkDone(long matched, long done) {}

    private record Groups(List<RefusalGroups.Group> items) {}

    private final Inspection inspection;
    private final Desk desk;
    private final DeadLetterViews views;
    private final RefusalGroups groups;
    private final Corrections corrections;
    private final MappedTypes types;
    private final Responses responses;
    private final Json json;

    public DeadLetterEndpoints(
            Inspection inspection,
            Desk desk,
            DeadLetterViews views,
            Corrections corrections,
            MappedTypes types,
            Responses responses,
            Json json) {
        this.inspection = inspection;
        this.desk = desk;
        this.views = views;
        this.groups = new RefusalGroups(inspection, types);
        this.corrections = corrections;
        this.types = types;
        this.responses = responses;
        this.json = json;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/dead-letters", this::list);
        routes.get("/api/dead-letters/groups", context -> {
            Queries.refuseUnknown(context, List.of("object_type"));
            var type = Queries.text(context, "object_type");
            responses.ok(
                    context,
                    new Groups(
                            groups.all(type == null ? null : types.require(type).type())));
        });
        routes.post("/api/dead-letters/retry", context -> each(context, desk::retry));
        routes.post("/api/dead-letters/discard", context -> each(context, desk::discard));
        routes.get(
                "/api/dead-letters/{id}",
                context -> responses.ok(
                        context, views.of(List.of(require(context))).getFirst()));
        routes.put("/api/dead-letters/{id}", context -> {
            var letter = require(context);
            corrections.correct(letter, correction(json.readObject(Bodies.read(context))));
            responses.ok(context, new Corrected(letter.letter().id(), "retrying"));
        });
        routes.post("/api/dead-letters/{id}/retry", context -> act(context, desk::retry, "retrying"));
        routes.post("/api/dead-letters/{id}/discard", context -> act(context, desk::discard, "discarded"));
    }

    private void list(Context context) {
        var about = Queries.filter(context, types, "cause");
        var cause = Queries.text(context, "cause");
        var after = Queries.after(context);
        var limit = Queries.limit(context);
        var page = Queries.page(() ->
                cause == null ? inspection.deadLetters(about, after, limit) : groups.page(about, cause, after, limit));
        responses.ok(context, views.of(page));
    }

    private DeadLetterView require(Context context) {
        return inspection.deadLetter(Queries.number(context)).orElseThrow(DeadLetterEndpoints::unknown);
    }

    private static JsonNode correction(ObjectNode body) {
        var value = body.get("value");
        if (value == null || body.size() > 1) {
            throw invalid("value", "A correction has 'value', and nothing else.");
        }
        return value;
    }

    private void act(Context context, ToIntFunction<Collection<Long>> action, String outcome) {
        var id = Queries.number(context);
        if (action.applyAsInt(List.of(id)) == 0) {
            throw unknown();
        }
        responses.ok(context, new Done(id, outcome));
    }

    /** Those that are listed, or all of a cause. */
    private void each(Context context, ToIntFunction<Collection<Long>> action) {
        var body = json.readObject(Bodies.read(context));
        var ids = body.get("ids");
        var cause = body.get("cause");
        if (body.size() != 1 || (ids == null && cause == null)) {
            throw invalid("ids", "Name the dead letters either by 'ids' or by their 'cause'.");
        }
        var chosen = ids == null ? of(cause) : numbers(ids);
        responses.ok(context, new BulkDone(chosen.size(), action.applyAsInt(chosen)));
    }

    private static Collection<Long> numbers(JsonNode ids) {
        var numbers = new LinkedHashSet<Long>();
        if (!ids.isArray()) {
            throw noNumbers();
        }
        for (var id : ids) {
            if (!id.isIntegralNumber()) {
                throw noNumbers();
            }
            numbers.add(id.asLong());
        }
        return numbers;
    }

    private static ProblemException noNumbers() {
        return invalid("ids", "'ids' must be a list of the whole numbers that dead letters are listed with.");
    }

    private Collection<Long> of(JsonNode cause) {
        var ids = new ArrayList<Long>();
        String next = null;
        do {
            var page = groups.page(Filter.NONE, cause.asString(""), next, PORTION);
            page.items().forEach(view -> ids.add(view.letter().id()));
            next = page.next();
        } while (next != null);
        return ids;
    }

    private static ProblemException invalid(String member, String detail) {
        return ProblemDetails.badRequest("invalid_member", detail)
                .with("member", member)
                .asException();
    }

    private static ProblemException unknown() {
        return ProblemDetails.notFound("There is no such dead letter (any more).")
                .asException();
    }
}
