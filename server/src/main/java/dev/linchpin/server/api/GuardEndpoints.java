package dev.linchpin.server.api;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.desk.HoldVerdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.server.http.Bodies;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.spelling.NearMiss;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the guard holds, and what people decide about it. */
public final class GuardEndpoints implements Endpoints {
    private record Decided(String objectType, String loss, String outcome, long records) {}

    private final Inspection inspection;
    private final GuardDesk guard;
    private final EngineListener listener;
    private final MappedTypes types;
    private final Responses responses;
    private final Json json;

    /** @param listener hears that something was decided, which the engine finds out by and by */
    public GuardEndpoints(
            Inspection inspection,
            GuardDesk guard,
            EngineListener listener,
            MappedTypes types,
            Responses responses,
            Json json) {
        this.inspection = inspection;
        this.guard = guard;
        this.listener = listener;
        this.types = types;
        this.responses = responses;
        this.json = json;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/api/guard",
                context -> responses.ok(
                        context,
                        Map.of(
                                "items",
                                inspection.holds().stream().map(HoldJson::of).toList())));
        routes.post("/api/guard/{objectType}/{loss}/approve", context -> decide(context, guard::approve, "approved"));
        routes.post("/api/guard/{objectType}/{loss}/reject", context -> decide(context, guard::reject, "rejected"));
    }

    @FunctionalInterface
    private interface Decision {
        HoldVerdict about(ObjectType type, Loss loss, long version);
    }

    private void decide(Context context, Decision decision, String outcome) {
        var type = types.require(context.pathParam("objectType")).type();
        var loss = loss(context.pathParam("loss"));
        switch (decision.about(type, loss, version(context))) {
            case HoldVerdict.Accepted(var records) -> {
                listener.on(new EngineEvent.HoldDecided(type, loss));
                responses.ok(context, new Decided(type.name(), HoldJson.word(loss), outcome, records));
            }
            case HoldVerdict.Unknown() ->
                throw ProblemDetails.notFound("Nothing of the kind is held (any more).")
                        .asException();
            case HoldVerdict.Grown(var now) ->
                throw ProblemDetails.of(
                                409,
                                "hold_grown",
                                "More is held than was shown",
                                "By now " + now.records() + " records are held; look at them and decide anew.")
                        .with("current", HoldJson.of(now))
                        .asException();
            case HoldVerdict.Unsuitable(var message) ->
                throw ProblemDetails.of(422, "unsuitable_decision", "This cannot be decided so", message)
                        .asException();
        }
    }

    private long version(Context context) {
        var body = json.readObject(Bodies.read(context));
        for (var name : body.propertyNames()) {
            if (!name.equals("version")) {
                throw invalid(name, "There is no member '" + name + "'" + NearMiss.hint(name, List.of("version")));
            }
        }
        var version = body.get("version");
        if (version == null || !version.isIntegralNumber() || !version.canConvertToLong()) {
            throw invalid("version", "'version' must be the whole number that the hold was listed with.");
        }
        return version.asLong();
    }

    private static RuntimeException invalid(String member, String detail) {
        return ProblemDetails.badRequest("invalid_member", detail)
                .with("member", member)
                .asException();
    }

    private static Loss loss(String word) {
        return Arrays.stream(Loss.values())
                .filter(loss -> HoldJson.word(loss).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemDetails.notFound(
                                "The guard holds nothing called '" + word + "'; it holds " + String.join(", ", words()))
                        .asException());
    }

    private static List<String> words() {
        return Arrays.stream(Loss.values()).map(HoldJson::word).toList();
    }
}
