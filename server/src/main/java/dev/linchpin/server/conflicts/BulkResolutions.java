package dev.linchpin.server.conflicts;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.http.Responses;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One decision about many conflicts, for one of the two sides: those of a list, or all that are found by a filter. Each
 * is settled by itself, for the version that was found. Thread-safe.
 */
public final class BulkResolutions {
    private static final List<String> MEMBERS =
            List.of("items", "filter", "resolution", "matched", "preview", "after_seconds");
    private static final int MOST = 10_000;
    private static final int PORTION = 500;

    /** How long a request waits for its decisions to be applied, before it answers that they are pending. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record RefusedItem(long id, String reason) {}

    private record Field(
            String objectType,
            @Nullable String fieldName,
            @Nullable String fieldLabel) {}

    private record FieldCount(
            String objectType,
            @Nullable String fieldName,
            @Nullable String fieldLabel,
            long count) {}

    private record Outcome(
            long matched,
            long resolvable,
            List<RefusedItem> refused,
            List<FieldCount> byField,
            String outcome,
            @Nullable String batch,
            @Nullable Instant dueAt) {}

    /** What was found, and what of it can be settled. */
    private static final class Plan {
        private final Map<Long, Decision> decisions = new LinkedHashMap<>();
        private final List<RefusedItem> refused = new ArrayList<>();
        private final Map<Field, Long> byField = new LinkedHashMap<>();

        private int matched() {
            return decisions.size() + refused.size();
        }

        private Outcome outcome(String outcome, PendingDecisions.@Nullable Held held) {
            return new Outcome(
                    matched(),
                    decisions.size(),
                    refused,
                    byField.entrySet().stream()
                            .map(entry -> new FieldCount(
                                    entry.getKey().objectType(),
                                    entry.getKey().fieldName(),
                                    entry.getKey().fieldLabel(),
                                    entry.getValue()))
                            .toList(),
                    outcome,
                    held == null ? null : held.batch(),
                    held == null ? null : held.dueAt());
        }
    }

    private final Inspection inspection;
    private final ConflictSearch search;
    private final MappedTypes types;
    private final PendingDecisions pending;
    private final Responses responses;
    private final Json json;

    public BulkResolutions(
            Inspection inspection,
            ConflictSearch search,
            MappedTypes types,
            PendingDecisions pending,
            Responses responses,
            Json json) {
        this.inspection = inspection;
        this.search = search;
        this.types = types;
        this.pending = pending;
        this.responses = responses;
        this.json = json;
    }

    /** @throws ProblemException 400 when the body does not fit, 409 when more is found than was shown */
    void resolve(Context context) throws InterruptedException {
        var body = new Members(json.readObject(Bodies.read(context)), MEMBERS);
        var resolution = body.choice("resolution", List.of("hubspot", "database"));
        var preview = body.flag("preview");
        var after = body.after();
        var shown = body.number("matched", "the whole number that the preview answered");
        var plan = plan(body, resolution);
        if (shown.isPresent() && plan.matched() > shown.getAsInt()) {
            throw ProblemDetails.of(
                            409,
                            "more_matched",
                            "More conflicts match by now",
                            "More conflicts match than were shown; look at the preview again.")
                    .with("matched", plan.matched())
                    .asException();
        }
        if (preview || plan.decisions.isEmpty()) {
            responses.ok(context, plan.outcome(preview ? "preview" : "resolved", null));
            return;
        }
        var held = pending.hold(plan.decisions, after);
        if (!after.isZero()) {
            responses.accepted(context, plan.outcome("pending", held));
            return;
        }
        var progress = pending.await(held.batch(), PATIENCE);
        progress.refused().forEach((id, reason) -> {
            plan.decisions.remove(id);
            plan.refused.add(new RefusedItem(id, reason));
        });
        if (progress.waiting() > 0) {
            responses.accepted(context, plan.outcome("pending", held));
        } else {
            responses.ok(context, plan.outcome("resolved", held));
        }
    }

    private Plan plan(Members body, String resolution) {
        var items = body.node("items");
        var filter = body.node("filter");
        if ((items == null) == (filter == null)) {
            throw Members.invalid("items", "Name the conflicts either by 'items' or by a 'filter'.");
        }
        Choice choice = resolution.equals("hubspot") ? new Choice.HubSpotHolds() : new Choice.DatabaseHolds();
        var plan = new Plan();
        if (items != null) {
            byVersion(items)
                    .forEach((id, version) -> inspection
                            .conflict(id)
                            .ifPresentOrElse(
                                    view -> add(
                                            plan, view, new Decision(view.type(), resolution, choice, null, version)),
                                    () -> plan.refused.add(
                                            new RefusedItem(id, "There is no such open conflict (any more)."))));
            return plan;
        }
        if (!(filter instanceof ObjectNode object)) {
            throw Members.invalid("filter", "'filter' must be an object, and may be empty.");
        }
        var wanted = search.wanted(object);
        String next = null;
        do {
            var page = search.page(wanted, next, PORTION);
            page.items()
                    .forEach(view -> add(
                            plan,
                            view,
                            new Decision(
                                    view.type(),
                                    resolution,
                                    choice,
                                    null,
                                    view.conflict().version())));
            next = page.next();
            if (plan.matched() > MOST) {
                throw tooMany();
            }
        } while (next != null);
        return plan;
    }

    private void add(Plan plan, ConflictView view, Decision decision) {
        var conflict = view.conflict();
        var problem = Suitability.problemInBulk(conflict);
        if (problem == null && decision.version() != conflict.version()) {
            problem = "A value changed since this conflict was shown; look at it again.";
        }
        if (problem == null && pending.about(conflict.id()).isPresent()) {
            problem = "A decision about it waits to be applied; take that back first.";
        }
        if (problem != null) {
            plan.refused.add(new RefusedItem(conflict.id(), problem));
        } else if (plan.decisions.put(conflict.id(), decision) == null) {
            plan.byField.merge(
                    new Field(
                            view.type().name(),
                            conflict.isAboutRecord() ? null : conflict.field(),
                            types.label(view.type(), conflict.field())),
                    1L,
                    Long::sum);
        }
    }

    private static Map<Long, Integer> byVersion(JsonNode items) {
        if (!items.isArray()) {
            throw Members.invalid("items", "'items' must be a list of objects with 'id' and 'version'.");
        }
        if (items.size() > MOST) {
            throw tooMany();
        }
        var versions = new LinkedHashMap<Long, Integer>();
        for (var item : items) {
            if (!item.path("id").isIntegralNumber() || !item.path("version").isInt()) {
                throw Members.invalid(
                        "items",
                        "Each of 'items' needs 'id' and 'version', the whole numbers that it was listed with.");
            }
            versions.put(item.path("id").asLong(), item.path("version").asInt());
        }
        return versions;
    }

    private static ProblemException tooMany() {
        return ProblemDetails.of(
                        422,
                        "too_many",
                        "Too many conflicts at once",
                        "At most " + MOST + " conflicts can be settled at once; narrow the filter.")
                .asException();
    }
}
