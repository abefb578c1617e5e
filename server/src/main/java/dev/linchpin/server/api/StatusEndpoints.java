package dev.linchpin.server.api;

import dev.linchpin.engine.Engine;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.TypeStatus;
import dev.linchpin.hubspot.Health;
import dev.linchpin.server.api.Views.FeedJson;
import dev.linchpin.server.http.Access;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.loops.LoopReport;
import dev.linchpin.server.loops.LoopRunner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the whole stands, and whether it is up. */
public final class StatusEndpoints implements Endpoints {
    private record TypeJson(
            String objectType,
            long links,
            long intents,
            long queued,
            long conflicts,
            long deadLetters,
            long capturedUnread,
            @Nullable Instant oldestMark,
            long lagSeconds,
            @Nullable Long loaded,
            boolean loadFinished,
            @Nullable Instant lastCycleAt) {}

    private record StatusJson(
            String version,
            Instant startedAt,
            boolean idle,
            List<String> problems,
            List<TypeJson> types,
            List<MirrorJson> mirrors,
            List<FeedJson> feeds,
            List<HoldJson> held,
            List<FrozenJson> frozen,
            List<LoopReport> loops) {}

    private final Inspection inspection;
    private final Engine engine;
    private final LoopRunner loops;
    private final Supplier<List<MirrorLoop.Report>> mirrors;
    private final Supplier<Health> hubSpot;
    private final Supplier<Optional<String>> obstacle;
    private final Activity activity;
    private final Responses responses;
    private final InstantSource clock;
    private final String version;
    private final Instant startedAt;

    /** @param obstacle what keeps the whole from being ready, in one sentence; asked often and by anybody */
    public StatusEndpoints(
            Inspection inspection,
            Engine engine,
            LoopRunner loops,
            Supplier<List<MirrorLoop.Report>> mirrors,
            Supplier<Health> hubSpot,
            Supplier<Optional<String>> obstacle,
            Activity activity,
            Responses responses,
            InstantSource clock,
            String version) {
        this.inspection = inspection;
        this.engine = engine;
        this.loops = loops;
        this.mirrors = mirrors;
        this.hubSpot = hubSpot;
        this.obstacle = obstacle;
        this.activity = activity;
        this.responses = responses;
        this.clock = clock;
        this.version = version;
        this.startedAt = clock.instant();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/status", context -> responses.ok(context, status()));
        Access.open(routes, "/health/live", context -> responses.ok(context, Map.of("status", "up")));
        Access.open(routes, "/health/ready", this::ready);
    }

    private void ready(Context context) {
        obstacle.get().ifPresent(sentence -> {
            throw ProblemDetails.unavailable("not_ready", sentence).asException();
        });
        responses.ok(context, Map.of("status", "ready"));
    }

    private StatusJson status() {
        var types = inspection.status().stream().map(this::type).toList();
        var feeds = inspection.feeds(clock.instant().minus(Duration.ofDays(1))).stream()
                .map(FeedJson::of)
                .toList();
        var frozen = inspection.frozen().stream().map(FrozenJson::of).toList();
        var held = inspection.holds().stream().map(HoldJson::of).toList();
        return new StatusJson(
                version,
                startedAt,
                engine.isIdle(),
                hubSpot.get().problems(),
                types,
                mirrors.get().stream().map(MirrorJson::of).toList(),
                feeds,
                held,
                frozen,
                loops.report());
    }

    private TypeJson type(TypeStatus status) {
        var known = activity.of(status.type());
        var oldest = status.oldestMark();
        var lag = oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
        return new TypeJson(
                status.type().name(),
                status.links(),
                status.intents(),
                status.queued(),
                status.conflicts(),
                status.deadLetters(),
                status.capturedUnread(),
                oldest,
                lag,
                known.loaded(),
                known.loadFinished(),
                known.lastCycleAt());
    }
}
