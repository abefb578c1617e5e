package dev.linchpin.server.events;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.server.events.Hints.Hint;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.ProblemDetails;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Server-sent events: hints about what to look at again. Each listener has a thread, and what it is to be told is gathered
 * for it, so that one that reads slowly holds up nobody; one that does not read at all loses its connection by the server's
 * idle timeout. Thread-safe.
 */
public final class EventEndpoints implements Endpoints, EngineListener, AutoCloseable {
    private static final int MOST_LISTENERS = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Then a listener has to come again, and to show that it still may. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Hello(String version, Instant startedAt) {}

    private record Changed(String objectType, List<String> what) {
        static Changed of(Hint hint) {
            return new Changed(
                    hint.type().name(), hint.what().stream().map(Topic::word).toList());
        }
    }

    private final Hello hello;
    private final Json json;
    private final Semaphore places = new Semaphore(MOST_LISTENERS);
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    public EventEndpoints(String version, Instant startedAt, Json json) {
        this.hello = new Hello(version, startedAt);
        this.json = json;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/events", this::stream);
    }

    @Override
    public void on(EngineEvent event) {
        var what = Topic.of(event);
        if (!what.isEmpty()) {
            listeners.forEach(listener -> listener.tell(event.type(), what));
        }
    }

    private void stream(Context context) throws InterruptedException {
        if (isClosed || !places.tryAcquire()) {
            throw ProblemDetails.unavailable(
                            "too_many_listeners",
                            "At most " + MOST_LISTENERS + " can listen at a time: close some of the open pages.")
                    .with("retry_after_seconds", HEARTBEAT.toSeconds())
                    .asException();
        }
        var listener = new Listener();
        try {
            listeners.add(listener);
            if (isClosed) {
                listener.end();
            }
            // Proxies are not to gather what is meant to arrive at once; nothing else comes after a stream.
            context.contentType("text/event-stream")
                    .header("X-Accel-Buffering", "no")
                    .header("Connection", "close");
            if (!context.method().equals(HandlerType.HEAD)) {
                write(new SseClient(context), listener);
            }
        } finally {
            listeners.remove(listener);
            places.release();
        }
    }

    private void write(SseClient client, Listener listener) throws InterruptedException {
        var began = System.nanoTime();
        client.sendEvent("hello", text(hello));
        while (!client.terminated() && System.nanoTime() - began < LONGEST.toNanos()) {
            var hints = listener.await(HEARTBEAT);
            if (listener.isEnded()) {
                return;
            }
            if (hints.isEmpty()) {
                client.sendComment("nothing new");
            }
            hints.forEach(hint -> client.sendEvent("changed", text(Changed.of(hint))));
        }
    }

    private String text(Object value) {
        return new String(json.write(value), StandardCharsets.UTF_8);
    }

    /** Ends all streams at once, so that nobody has to wait for them. */
    @Override
    public void close() {
        isClosed = true;
        listeners.forEach(Listener::end);
    }
}
