package dev.linchpin.server.conflicts;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.RecordId;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.records.FieldValues;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes people's decisions about single conflicts to the desk, at once or in a while. Thread-safe. */
public final class Resolutions {
    private static final List<String> MEMBERS =
            List.of("field_name", "resolution", "value", "candidate", "version", "after_seconds");
    private static final List<String> CHOICES = List.of("hubspot", "database", "value", "link", "separate");

    /**
     * A decision as it was sent.
     *
     * @param fieldName null when the sender did not name one
     * @param value null unless the resolution is {@code value}
     * @param candidate what to link with; null unless the resolution is {@code link}
     * @param after how long it can be taken back
     */
    public record Body(
            @Nullable String fieldName,
            String resolution,
            @Nullable JsonNode value,
            @Nullable RecordId candidate,
            OptionalInt version,
            Duration after) {}

    private record Done(long id, String status) {}

    private record Pending(long id, String outcome, Instant dueAt, String batch) {}

    private final Inspection inspection;
    private final PatientDesk desk;
    private final PendingDecisions pending;
    private final ConflictViews views;
    private final MappedTypes types;
    private final Responses responses;
    private final Json json;

    public Resolutions(
            Inspection inspection,
            PatientDesk desk,
            PendingDecisions pending,
            ConflictViews views,
            MappedTypes types,
            Responses responses,
            Json json) {
        this.inspection = inspection;
        this.desk = desk;
        this.pending = pending;
        this.views = views;
        this.types = types;
        this.responses = responses;
        this.json = json;
    }

    ConflictView require(long id) {
        return inspection.conflict(id).orElseThrow(Resolutions::closed);
    }

    /** @throws ProblemException 400 naming the member that does not fit */
    public Body body(Context context) {
        var body = new Members(json.readObject(Bodies.read(context)), MEMBERS);
        var resolution = body.choice("resolution", CHOICES);
        var value = body.node("value");
        if (resolution.equals("value") == (value == null)) {
            throw Members.invalid("value", "'value' goes with the resolution 'value', and only with that.");
        }
        var candidate = body.text("candidate");
        if (resolution.equals("link") == (candidate == null)) {
            throw Members.invalid(
                    "candidate",
                    "'candidate' goes with the resolution 'link', and only with that: a row's id, or hubspot:ID.");
        }
        return new Body(
                body.text("field_name"),
                resolution,
                value,
                candidate == null ? null : RecordId.parse(candidate),
                body.version(),
                body.after());
    }

    /** @throws ProblemException unless the decision was taken */
    public void resolve(Context context, ConflictView view, Body body) {
        var conflict = view.conflict();
        var named = body.fieldName();
        if (named != null && !named.equals(conflict.field())) {
            throw Members.invalid("field_name", "This conflict is not about the field '" + named + "'.");
        }
        var decision = decision(view, body);
        if (body.after().isZero()) {
            pending.forget(conflict.id());
            require(desk.resolve(new Desk.Resolution(conflict.id(), decision.choice(), body.version())), view);
            responses.ok(context, new Done(conflict.id(), "accepted"));
            return;
        }
        if (decision.version() != conflict.version()) {
            throw moved(view);
        }
        var unsuitable = Suitability.problem(conflict, decision.resolution());
        if (unsuitable != null) {
            throw unsuitable(unsuitable);
        }
        var held = pending.hold(Map.of(conflict.id(), decision), body.after());
        responses.accepted(context, new Pending(conflict.id(), "pending", held.dueAt(), held.batch()));
    }

    private void require(Verdict verdict, ConflictView view) {
        switch (verdict) {
            case Verdict.Accepted accepted -> {}
            case Verdict.Moved moved ->
                throw moved(new ConflictView(view.type(), view.row(), view.record(), moved.now(), view.editedInSql()));
            case Verdict.Unknown unknown -> throw closed();
            case Verdict.Busy busy -> throw PatientDesk.busy();
            case Verdict.Unsuitable unsuitable -> throw unsuitable(unsuitable.message());
        }
    }

    private Decision decision(ConflictView view, Body body) {
        var version = body.version().orElse(view.conflict().version());
        var third = body.resolution().equals("value") ? third(view, Objects.requireNonNull(body.value())) : null;
        Choice choice = switch (body.resolution()) {
            case "hubspot" -> new Choice.HubSpotHolds();
            case "database" -> new Choice.DatabaseHolds();
            case "separate" -> new Choice.KeptApart();
            case "link" ->
                switch (Objects.requireNonNull(body.candidate())) {
                    case RecordId.OfRecord(var id) -> new Choice.LinkedWithRecord(id);
                    case RecordId.OfRow(var key) -> new Choice.LinkedWithRow(key);
                };
            default -> new Choice.ThirdValue(Objects.requireNonNull(third));
        };
        return new Decision(view.type(), body.resolution(), choice, third == null ? null : third.text(), version);
    }

    private Value third(ConflictView view, JsonNode sent) {
        var mapping = types.require(view.type().name());
        var field = mapping.fields().get(view.conflict().field());
        return field == null ? Value.of(sent.asString("")) : FieldValues.one(mapping, field, sent);
    }

    private ProblemException moved(ConflictView now) {
        return ProblemDetails.of(
                        409,
                        "conflict_moved",
                        "The values have moved",
                        "A value changed since this conflict was shown; look at it again and decide anew.")
                .with("conflict", views.of(now))
                .asException();
    }

    private static ProblemException unsuitable(String message) {
        return ProblemDetails.of(422, "unsuitable_resolution", "This resolution does not fit the conflict", message)
                .asException();
    }

    private static ProblemException closed() {
        return ProblemDetails.notFound("There is no such open conflict (any more).")
                .asException();
    }
}
