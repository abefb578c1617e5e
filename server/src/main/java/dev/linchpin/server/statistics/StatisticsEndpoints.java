package dev.linchpin.server.statistics;

import dev.linchpin.database.statistics.Point;
import dev.linchpin.database.statistics.Statistics;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures over time, for charts. */
public final class StatisticsEndpoints implements Endpoints {
    private static final int USUAL_POINTS = 200;
    private static final int MOST_POINTS = 2000;
    private static final Duration USUAL_SPAN = Duration.ofDays(1);
    private static final Duration LONGEST_SPAN = Duration.ofDays(366);

    /** Steps that people read off a clock, in minutes. */
    private static final List<Integer> STEPS = List.of(1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440);

    private record Series(String name, @Nullable String objectType, List<@Nullable Long[]> points) {}

    private record Answer(Instant from, Instant to, long stepSeconds, List<Series> series) {}

    private final Statistics statistics;
    private final MappedTypes types;
    private final Responses responses;
    private final InstantSource clock;

    public StatisticsEndpoints(Statistics statistics, MappedTypes types, Responses responses, InstantSource clock) {
        this.statistics = statistics;
        this.types = types;
        this.responses = responses;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/statistics", context -> responses.ok(context, answer(context)));
    }

    private Answer answer(Context context) {
        Queries.refuseUnknown(context, List.of("from", "to", "object_type", "points"));
        var asked = Queries.time(context, "to");
        var to = asked == null ? clock.instant() : asked;
        var begin = Queries.time(context, "from");
        var from = begin == null ? to.minus(USUAL_SPAN) : begin;
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            throw Queries.invalid("from", "'from' must be before 'to', and by no more than 366 days.");
        }
        var named = context.queryParam("object_type");
        var chosen = named == null ? types.all() : List.of(types.require(named));
        var step = step(Duration.between(from, to), points(context));
        var type = named == null ? null : chosen.getFirst().type();
        var points = statistics.between(from, to, step, type);
        var moments = moments(from, to, step);
        var series = new ArrayList<Series>();
        for (var one : chosen.stream().map(ObjectMapping::type).toList()) {
            var own = of(points, one);
            series.add(series(
                    "records_to_hubspot",
                    one,
                    moments,
                    own,
                    point -> point.sample().toHubSpot()));
            series.add(series(
                    "records_to_database",
                    one,
                    moments,
                    own,
                    point -> point.sample().toDatabase()));
            series.add(series(
                    "failures", one, moments, own, point -> point.sample().failures()));
            series.add(series("queue_depth", one, moments, own, Point::queueDepth));
            series.add(series(
                    "lag_to_hubspot_ms",
                    one,
                    moments,
                    own,
                    point -> milliseconds(point.sample().lagToHubSpot())));
            series.add(series(
                    "lag_to_database_ms",
                    one,
                    moments,
                    own,
                    point -> milliseconds(point.sample().lagToDatabase())));
        }
        series.add(series(
                "api_calls",
                null,
                moments,
                of(points, null),
                point -> point.sample().apiCalls()));
        return new Answer(from, to, step.toSeconds(), series);
    }

    private static Map<Instant, Point> of(List<Point> points, @Nullable ObjectType type) {
        var own = new HashMap<Instant, Point>();
        points.stream()
                .filter(point -> type == null ? point.type() == null : type.equals(point.type()))
                .forEach(point -> own.put(point.at(), point));
        return own;
    }

    private static Series series(
            String name,
            @Nullable ObjectType type,
            List<Instant> moments,
            Map<Instant, Point> points,
            Function<Point, @Nullable Long> figure) {
        var values = new ArrayList<@Nullable Long[]>();
        for (var moment : moments) {
            var point = points.get(moment);
            values.add(new @Nullable Long[] {moment.getEpochSecond(), point == null ? null : figure.apply(point)});
        }
        return new Series(name, type == null ? null : type.name(), values);
    }

    private static @Nullable Long milliseconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static List<Instant> moments(Instant from, Instant to, Duration step) {
        var moments = new ArrayList<Instant>();
        var seconds = step.toSeconds();
        for (var at = Math.floorDiv(from.getEpochSecond(), seconds) * seconds;
                at < to.getEpochSecond();
                at += seconds) {
            moments.add(Instant.ofEpochSecond(at));
        }
        return moments;
    }

    private static Duration step(Duration span, int points) {
        var least = span.dividedBy(points);
        return STEPS.stream()
                .map(Duration::ofMinutes)
                .filter(step -> step.compareTo(least) >= 0)
                .findFirst()
                .orElseGet(() -> Duration.ofDays(least.toDays() + 1));
    }

    private static int points(Context context) {
        var text = context.queryParam("points");
        if (text == null) {
            return USUAL_POINTS;
        }
        try {
            var points = Integer.parseInt(text);
            if (points >= 1 && points <= MOST_POINTS) {
                return points;
            }
        } catch (NumberFormatException notANumber) {
            // Answered like a number out of range.
        }
        throw Queries.invalid("points", "'points' must be a whole number from 1 to " + MOST_POINTS + ".");
    }
}
