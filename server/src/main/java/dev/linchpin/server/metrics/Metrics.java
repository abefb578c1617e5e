package dev.linchpin.server.metrics;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Announcements.Completeness;
import dev.linchpin.engine.store.Hold;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.TypeStatus;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.hubspot.budget.BudgetSnapshot;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.server.http.Endpoints;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what the engine tells and reads what the database knows when it is asked. Thread-safe. */
public final class Metrics implements EngineListener, CallObserver, Endpoints {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InstantSource clock;
    private volatile @Nullable Inspection inspection;
    private volatile Map<ObjectType, TypeStatus> latest = Map.of();
    private final Map<ObjectType, EngineEvent.Polled> polls = new ConcurrentHashMap<>();
    private final Map<String, Completeness> feeds = new ConcurrentHashMap<>();
    private volatile Map<ObjectType, Long> held = Map.of();
    private volatile Map<ObjectType, Long> frozen = Map.of();

    public Metrics(InstantSource clock) {
        this.clock = clock;
    }

    /** Figures that the database knows, read whenever somebody asks for them. */
    public void watch(List<ObjectType> types, Inspection status) {
        inspection = status;
        for (var type : types) {
            gauge("hubspot_sync_queue_depth", "Records that wait to be looked at", type, TypeStatus::queued);
            gauge("hubspot_sync_links", "Rows and records that belong together", type, TypeStatus::links);
            gauge("hubspot_sync_open_conflicts", "Conflicts that wait for a person", type, TypeStatus::conflicts);
            gauge("hubspot_sync_dead_letters", "Values that the other side refused", type, TypeStatus::deadLetters);
            gauge("hubspot_sync_captured_unread", "SQL changes not yet taken in", type, TypeStatus::capturedUnread);
            Gauge.builder("hubspot_sync_held", () -> held.getOrDefault(type, 0L))
                    .description("Records that the guard holds until a person decides")
                    .tag("entity_type", type.name())
                    .register(registry);
            Gauge.builder("hubspot_sync_frozen_fields", () -> frozen.getOrDefault(type, 0L))
                    .description("Fields that one side no longer has; a type that pauses counts as one")
                    .tag("entity_type", type.name())
                    .register(registry);
            gauge("hubspot_sync_lag_seconds", "Age of the record that waits longest", type, this::lag);
        }
    }

    /** The use of HubSpot's limits. */
    public void watch(Supplier<BudgetSnapshot> budget) {
        window("ten_seconds", () -> budget.get().burst());
        window("search", () -> budget.get().search());
        for (var lane : Lane.values()) {
            Gauge.builder(
                            "hubspot_api_waiting_calls",
                            () -> budget.get().waiting().getOrDefault(lane, 0))
                    .description("Calls that wait for their turn in HubSpot's limits")
                    .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("hubspot_api_daily_remaining", () -> {
                    var remaining = budget.get().dailyRemaining();
                    return remaining.isPresent() ? remaining.getAsInt() : Double.NaN;
                })
                .description("Calls left until midnight in the account's time zone")
                .register(registry);
        FunctionCounter.builder(
                        "hubspot_api_rate_limited_total",
                        budget,
                        source -> source.get().turnedAway())
                .description("Calls that HubSpot answered with 429")
                .register(registry);
    }

    private void window(String name, Supplier<BudgetSnapshot.Use> use) {
        Gauge.builder("hubspot_api_budget_used", () -> use.get().used())
                .description("Calls in the current window of one of HubSpot's limits")
                .tag("window", name)
                .register(registry);
        Gauge.builder("hubspot_api_budget_limit", () -> use.get().limit())
                .description("Calls that Linchpin allows itself in that window")
                .tag("window", name)
                .register(registry);
    }

    @Override
    public void called(String route, int status, Duration took) {
        Timer.builder("hubspot_api_call_duration_seconds")
                .description("How long HubSpot took; status 0 is no answer")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    @Override
    public void on(EngineEvent event) {
        switch (event) {
            case EngineEvent.CycleEnded ended -> cycle(ended);
            case EngineEvent.ConflictOpened opened -> conflict(opened.type(), opened.field(), "opened");
            case EngineEvent.ConflictClosed closed -> conflict(closed.type(), closed.field(), closed.resolution());
            case EngineEvent.DeadLetterBuried buried ->
                Counter.builder("hubspot_sync_errors_total")
                        .description("Values that a side refused for good")
                        .tag("entity_type", buried.type().name())
                        .tag("field_name", buried.field())
                        .register(registry)
                        .increment();
            case EngineEvent.Polled polled -> polled(polled);
            case EngineEvent.MirrorEnded ended -> mirrored(ended);
            case EngineEvent.MirrorProved proved ->
                Counter.builder("hubspot_mirror_slipped_total")
                        .description("Rows of mirrors that differed though no search had told of it")
                        .tag("entity_type", proved.type().name())
                        .register(registry)
                        .increment((double) proved.slipped());
            default -> {} // of no interest here
        }
    }

    private void polled(EngineEvent.Polled polled) {
        if (polls.put(polled.type(), polled) == null) {
            seconds(
                    "hubspot_search_lag_seconds",
                    "How far HubSpot's search index was seen to lag",
                    polled.type(),
                    last -> last.searchLag());
            seconds(
                    "hubspot_poll_overlap_seconds",
                    "How far each search reads back",
                    polled.type(),
                    last -> last.overlap());
        }
    }

    private void seconds(String name, String help, ObjectType type, Function<EngineEvent.Polled, Duration> figure) {
        Gauge.builder(name, () -> {
                    var last = polls.get(type);
                    return last == null ? Double.NaN : figure.apply(last).toMillis() / 1000.0;
                })
                .description(help)
                .tag("entity_type", type.name())
                .register(registry);
    }

    /** Feeds show themselves by their figures, so gauges are made as they turn up. */
    private void completeness(List<Completeness> figures) {
        for (var figure : figures) {
            var key = figure.feed() + " " + figure.type();
            if (feeds.put(key, figure) == null) {
                feed(
                        "hubspot_feed_completeness",
                        "Share of changes told in time, over a day",
                        figure,
                        key,
                        last -> last.share());
                feed("hubspot_feed_told", "Changes told, over a day", figure, key, last -> last.told());
                feed(
                        "hubspot_feed_missed",
                        "Changes that only a search found, over a day",
                        figure,
                        key,
                        last -> last.missed());
            }
        }
    }

    private void feed(String name, String help, Completeness of, String key, ToDoubleFunction<Completeness> figure) {
        Gauge.builder(name, () -> {
                    var last = feeds.get(key);
                    return last == null ? Double.NaN : figure.applyAsDouble(last);
                })
                .description(help)
                .tag("feed", of.feed().name().toLowerCase(Locale.ROOT))
                .tag("entity_type", of.type().name())
                .register(registry);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(scrape()));
    }

    private String scrape() {
        var known = inspection;
        if (known != null) {
            try {
                completeness(known.feeds(clock.instant().minus(Duration.ofDays(1))));
                latest = known.status().stream().collect(Collectors.toMap(TypeStatus::type, status -> status));
                frozen =
                        known.frozen().stream().collect(Collectors.groupingBy(KnownField::type, Collectors.counting()));
                held = known.holds().stream()
                        .collect(Collectors.groupingBy(Hold::type, Collectors.summingLong(Hold::records)));
            } catch (DatabaseException away) {
                // Just then the other figures are wanted most; these are unknown, which is not the same as zero.
                latest = Map.of();
            }
        }
        return registry.scrape();
    }

    private void cycle(EngineEvent.CycleEnded ended) {
        var status = ended.failed() == 0 ? "success" : ended.failed() < ended.claimed() ? "partial" : "failure";
        var written = Map.of("to_hubspot", ended.writtenToHubSpot(), "from_hubspot", ended.writtenToDatabase());
        var idle = ended.writtenToHubSpot() == 0 && ended.writtenToDatabase() == 0;
        if (idle) {
            duration(ended.type(), "none", status, ended.took());
        }
        written.forEach((direction, count) -> {
            if (count > 0) {
                duration(ended.type(), direction, status, ended.took());
                written(ended.type(), direction, count);
            }
        });
    }

    private void mirrored(EngineEvent.MirrorEnded ended) {
        duration(ended.type(), "from_hubspot", ended.succeeded() ? "success" : "failure", ended.took());
        written(ended.type(), "from_hubspot", ended.written() + ended.removed());
    }

    private void written(ObjectType type, String direction, long count) {
        Counter.builder("hubspot_sync_records_total")
                .description("Records written")
                .tag("entity_type", type.name())
                .tag("direction", direction)
                .register(registry)
                .increment((double) count);
    }

    private void duration(ObjectType type, String direction, String status, Duration took) {
        Timer.builder("hubspot_sync_duration_seconds")
                .description("How long a cycle of up to 100 records, or a run of a mirror, took")
                .tag("entity_type", type.name())
                .tag("direction", direction)
                .tag("status", status)
                .register(registry)
                .record(took);
    }

    private void conflict(ObjectType type, String field, String resolution) {
        Counter.builder("hubspot_sync_conflicts_total")
                .description("Conflicts opened, and closed by what")
                .tag("entity_type", type.name())
                .tag("field_name", field)
                .tag("resolution", resolution)
                .register(registry)
                .increment();
    }

    private void gauge(String name, String help, ObjectType type, ToDoubleFunction<TypeStatus> figure) {
        Gauge.builder(name, () -> {
                    var status = latest.get(type);
                    return status == null ? Double.NaN : figure.applyAsDouble(status);
                })
                .description(help)
                .tag("entity_type", type.name())
                .register(registry);
    }

    private double lag(TypeStatus status) {
        var oldest = status.oldestMark();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
