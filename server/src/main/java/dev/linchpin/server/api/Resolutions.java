package dev.linchpin.server.api;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.server.api.Views.ConflictJson;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.spelling.NearMiss;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes people's decisions about conflicts to the desk, and its verdict back. */
public final class Resolutions {
    private static final List<String> MEMBERS = List.of("field_name", "resolution", "value", "candidate", "version");
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final List<String> CHOICES = List.of("hubspot", "database", "value", "link", "separate");

    /**
     * A decision as it was sent.
     *
     * @param fieldName null when the sender did not name one
     * @param value null unless the resolution is {@code value}
     * @param candidate what to link with; null unless the resolution is {@code link}
     */
    record Body(
            @Nullable String fieldName,
            String resolution,
            @Nullable JsonNode value,
            @Nullable RecordId candidate,
            OptionalInt version) {}

    /** What was done to a conflict or dead letter. */
    record Done(long id, String status) {}

    private final Inspection inspection;
    private final Desk desk;
    private final MappedTypes types;
    private final Json json;

    public Resolutions(Inspection inspection, Desk desk, MappedTypes types, Json json) {
        this.inspection = inspection;
        this.desk = desk;
        this.types = types;
        this.json = json;
    }

    ConflictView require(long id) {
        return inspection.conflict(id).orElseThrow(Resolutions::closed);
    }

    Body body(Context context) {
        var object = json.readObject(Bodies.read(context));
        for (var name : object.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw invalid(name, "There is no member '" + name + "'" + NearMiss.hint(name, MEMBERS));
            }
        }
        var resolution = object.path("resolution").asString("");
        if (!CHOICES.contains(resolution)) {
            throw invalid(
                    "resolution",
                    "'resolution' must be one of " + String.join(", ", CHOICES) + NearMiss.hint(resolution, CHOICES));
        }
        var value = object.get("value");
        if (resolution.equals("value") == (value == null)) {
            throw invalid("value", "'value' goes with the resolution 'value', and only with that.");
        }
        var candidate = object.path("candidate").asString("");
        if (resolution.equals("link") == candidate.isEmpty()) {
            throw invalid(
                    "candidate",
                    "'candidate' goes with the resolution 'link', and only with that: a row's id, or hubspot:ID.");
        }
        var version = object.get("version");
        if (version != null && !version.isNull() && !version.isInt()) {
            throw invalid("version", "'version' must be the whole number that the conflict was listed with.");
        }
        var field = object.get("field_name");
        return new Body(
                field == null || field.isNull() ? null : field.asString(),
                resolution,
                value,
                candidate.isEmpty() ? null : RecordId.parse(candidate),
                version == null || version.isNull() ? OptionalInt.empty() : OptionalInt.of(version.asInt()));
    }

    /** @throws ProblemException unless the decision was taken */
    Done resolve(ConflictView view, Body body) {
        var conflict = view.conflict();
        var named = body.fieldName();
        if (named != null && !named.equals(conflict.field())) {
            throw invalid("field_name", "This conflict is not about the field '" + named + "'.");
        }
        return switch (verdict(view, body)) {
            case Verdict.Accepted accepted -> new Done(conflict.id(), "accepted");
            case Verdict.Moved moved ->
                throw ProblemDetails.of(
                                409,
                                "conflict_moved",
                                "The values have moved",
                                "A value changed since this conflict was shown; look at it again and decide anew.")
                        .with(
                                "conflict",
                                ConflictJson.of(new ConflictView(view.type(), view.row(), view.record(), moved.now())))
                        .asException();
            case Verdict.Unknown unknown -> throw closed();
            case Verdict.Busy busy ->
                throw ProblemDetails.unavailable(
                                "record_busy", "The record is being synchronised just now; send this again.")
                        .with("retry_after_seconds", 1)
                        .asException();
            case Verdict.Unsuitable unsuitable ->
                throw ProblemDetails.of(
                                422,
                                "unsuitable_resolution",
                                "This resolution does not fit the conflict",
                                unsuitable.message())
                        .asException();
        };
    }

    /** A cycle works on a record for a moment only, so it is worth waiting for. */
    private Verdict verdict(ConflictView view, Body body) {
        var choice = choice(view, body);
        var verdict = desk.resolve(view.conflict().id(), choice, body.version());
        for (var tries = 1; tries < TRIES && verdict instanceof Verdict.Busy; tries++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            verdict = desk.resolve(view.conflict().id(), choice, body.version());
        }
        return verdict;
    }

    private Choice choice(ConflictView view, Body body) {
        return switch (body.resolution()) {
            case "hubspot" -> new Choice.HubSpotHolds();
            case "database" -> new Choice.DatabaseHolds();
            case "separate" -> new Choice.KeptApart();
            case "link" ->
                switch (Objects.requireNonNull(body.candidate())) {
                    case RecordId.OfRecord(var id) -> new Choice.LinkedWithRecord(id);
                    case RecordId.OfRow(var key) -> new Choice.LinkedWithRow(key);
                };
            default -> {
                var field = types.require(view.type().name())
                        .fields()
                        .get(view.conflict().field());
                var type = field == null ? FieldType.TEXT : field.type();
                var value = body.value();
                yield new Choice.ThirdValue(type.read(value == null || value.isNull() ? null : value.asString()));
            }
        };
    }

    private static ProblemException closed() {
        return ProblemDetails.notFound("There is no such open conflict (any more).")
                .asException();
    }

    private static ProblemException invalid(String member, String detail) {
        return ProblemDetails.badRequest("invalid_member", detail)
                .with("member", member)
                .asException();
    }
}
