package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** {@code linchpin serve} as a process of its own, ready. */
public final class ServerProcess implements AutoCloseable {
    static final String KEY = "a-key-for-the-benchmarks";
    private static final Pattern READY = Pattern.compile("ready in (\\d+) ms at (http://[^,\\s]+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final OwnProcess process;
    private final Http api;
    private final long startedAt;
    private final long readyAt;

    private ServerProcess(OwnProcess process, String url, long startedAt, long readyAt) {
        this.process = process;
        this.api = new Http(url, KEY);
        this.startedAt = startedAt;
        this.readyAt = readyAt;
    }

    /**
     * Starts one and returns when it is ready.
     *
     * @param command what starts it
     * @param environment besides the key
     */
    static ServerProcess start(List<String> command, Path directory, Map<String, String> environment)
            throws IOException {
        var variables = new HashMap<>(environment);
        variables.put("LINCHPIN_ADMIN_KEY", KEY);
        long before = System.nanoTime();
        var process = OwnProcess.start(command, directory, variables, READY, directory.resolve("server.log"));
        try {
            var ready = process.awaitReady(PATIENCE);
            return new ServerProcess(process, ready.group(2), before, System.nanoTime());
        } catch (IOException failed) {
            process.close();
            throw new IOException("The server did not start: " + failed.getMessage(), failed);
        }
    }

    /** From the start of the process until it said that it is ready. */
    public Duration sinceProcessStart() {
        return Duration.ofNanos(readyAt - startedAt);
    }

    /** {@link System#nanoTime} when it said that it is ready, which is when its load begins. */
    public long readyAt() {
        return readyAt;
    }

    /** Time that it has had of all processors together. */
    public Duration processorTime() {
        return process.processorTime();
    }

    /** Megabytes of memory that it takes; not a number where the system does not tell. */
    public double residentMegabytes() throws IOException {
        return process.residentMegabytes().orElse(Double.NaN);
    }

    /** Nothing waits, and everything is loaded. */
    public boolean isIdle() throws IOException {
        return status().path("idle").asBoolean();
    }

    public JsonNode status() throws IOException {
        return api.get("/api/status");
    }

    /** What it tells to Prometheus. */
    public String metrics() throws IOException {
        return api.text("/metrics");
    }

    /** @throws IOException when it has ended by itself, with its last words */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("The server ended by itself" + process.lastWords());
        }
    }

    @Override
    public void close() {
        api.close();
        process.close();
    }
}
