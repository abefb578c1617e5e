package dev.linchpin.server.metrics;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Inspection.TypeStatus;
import dev.linchpin.server.http.Endpoints;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Counts what the engine tells and reads what the database knows when it is asked. Thread-safe. */
public final class Metrics implements EngineListener, Endpoints {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Inspection inspection;
    private final InstantSource clock;
    private volatile Map<ObjectType, TypeStatus> latest = Map.of();

    public Metrics(List<ObjectType> types, Inspection inspection, InstantSource clock) {
        this.inspection = inspection;
        this.clock = clock;
        for (var type : types) {
            gauge("hubspot_sync_queue_depth", "Records that wait to be looked at", type, TypeStatus::queued);
            gauge("hubspot_sync_links", "Rows and records that belong together", type, TypeStatus::links);
            gauge("hubspot_sync_open_conflicts", "Conflicts that wait for a person", type, TypeStatus::conflicts);
            gauge("hubspot_sync_dead_letters", "Values that the other side refused", type, TypeStatus::deadLetters);
            gauge("hubspot_sync_captured_unread", "SQL changes not yet taken in", type, TypeStatus::capturedUnread);
            gauge("hubspot_sync_lag_seconds", "Age of the record that waits longest", type, this::lag);
        }
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
            case EngineEvent.LoadProgress load -> {}
            case EngineEvent.Marked marked -> {}
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(scrape()));
    }

    private String scrape() {
        latest = inspection.status().stream().collect(Collectors.toMap(TypeStatus::type, status -> status));
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
                Counter.builder("hubspot_sync_records_total")
                        .description("Records written")
                        .tag("entity_type", ended.type().name())
                        .tag("direction", direction)
                        .register(registry)
                        .increment(count);
            }
        });
    }

    private void duration(ObjectType type, String direction, String status, Duration took) {
        Timer.builder("hubspot_sync_duration_seconds")
                .description("How long a cycle of up to 100 records took")
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
                    return status == null ? 0 : figure.applyAsDouble(status);
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
