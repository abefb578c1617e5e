package dev.linchpin.server.api;

import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.api.Views.RunJson;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Comparing all of both sides: asking for it, and what came of it. */
public final class ReconciliationEndpoints implements Endpoints {
    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of("entity_type", "object_type", "customer_id", "force", "repair"));

    private record Started(String status, List<RunJson> runs) {}

    private record Looked(String status, String objectType, String id) {}

    private final Reconciliations reconciliations;
    private final Inspection inspection;
    private final Desk desk;
    private final MappedTypes types;
    private final Responses responses;
    private final Json json;

    public ReconciliationEndpoints(
            Reconciliations reconciliations,
            Inspection inspection,
            Desk desk,
            MappedTypes types,
            Responses responses,
            Json json) {
        this.reconciliations = reconciliations;
        this.inspection = inspection;
        this.desk = desk;
        this.types = types;
        this.responses = responses;
        this.json = json;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (var prefix : List.of("/api", "/v1")) {
            routes.post(prefix + "/sync/reconcile", this::reconcile);
            routes.get(prefix + "/sync/reconciliation-runs", this::runs);
            routes.get(prefix + "/sync/reconciliation-runs/{id}", this::run);
        }
    }

    private void reconcile(Context context) {
        Queries.refuseUnknown(context, List.of());
        var body = Bodies.read(context);
        JsonNode asked =
                body.length == 0 ? json.readObject("{}".getBytes(StandardCharsets.UTF_8)) : json.readObject(body);
        asked.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemDetails.badRequest(
                                    "unknown_member",
                                    "'" + name + "' means nothing here; known are " + String.join(", ", MEMBERS) + ".")
                            .asException();
                });
        var named = text(asked, "object_type") == null ? text(asked, "entity_type") : text(asked, "object_type");
        var chosen = named == null ? types.all() : List.of(types.require(named));
        var id = text(asked, "customer_id");
        if (id != null) {
            look(context, chosen, id);
            return;
        }
        var force = flag(asked, "force", false);
        var repair = flag(asked, "repair", true);
        var runs = chosen.stream()
                .map(mapping -> reconciliations.request(mapping.type(), repair, "api", force))
                .map(RunJson::of)
                .toList();
        responses.accepted(context, new Started("started", runs));
    }

    /** One record is compared by looking at it. */
    private void look(Context context, List<ObjectMapping> chosen, String id) {
        if (chosen.size() > 1) {
            throw ProblemDetails.badRequest(
                            "type_missing", "'customer_id' names one record: say of which 'entity_type' it is.")
                    .asException();
        }
        var type = chosen.getFirst().type();
        Mark mark = switch (RecordId.parse(id)) {
            case RecordId.OfRecord(HubSpotId record) -> new Mark.OfRecord(type, record, Cause.PERSON);
            case RecordId.OfRow(RowKey key) -> {
                // A mark for a row that does not exist would begin a link about nothing.
                if (inspection.record(type, key).isEmpty()) {
                    throw unknown(type);
                }
                yield new Mark.OfRow(type, key, Cause.PERSON);
            }
        };
        desk.look(List.of(mark));
        responses.accepted(context, new Looked("queued", type.name(), id));
    }

    private static RuntimeException unknown(ObjectType type) {
        return ProblemDetails.notFound("Linchpin knows no such record among the " + type + ".")
                .asException();
    }

    private void runs(Context context) {
        Queries.refuseUnknown(context, List.of("object_type", "after", "limit"));
        var named = context.queryParam("object_type");
        var type = named == null ? null : types.require(named).type();
        var limit = Queries.limit(context);
        var page = Queries.page(() -> reconciliations.runs(type, Queries.after(context), limit));
        responses.ok(context, PageView.of(page, RunJson::of));
    }

    private void run(Context context) {
        var text = context.pathParam("id");
        var run = text.matches("\\d{1,18}")
                ? reconciliations.run(Long.parseLong(text))
                : Optional.<Reconciliations.Run>empty();
        responses.ok(
                context,
                run.map(RunJson::of)
                        .orElseThrow(() -> ProblemDetails.notFound("There is no reconciliation of this number.")
                                .asException()));
    }

    private static @Nullable String text(JsonNode body, String name) {
        var member = body.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return null;
        }
        if (!member.isString() && !member.isNumber()) {
            throw ProblemDetails.badRequest("bad_member", "'" + name + "' must be a text.")
                    .asException();
        }
        return member.asString();
    }

    private static boolean flag(JsonNode body, String name, boolean otherwise) {
        var member = body.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return otherwise;
        }
        if (!member.isBoolean()) {
            throw ProblemDetails.badRequest("bad_member", "'" + name + "' must be true or false.")
                    .asException();
        }
        return member.asBoolean();
    }
}
