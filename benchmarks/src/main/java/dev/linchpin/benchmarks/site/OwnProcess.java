package dev.linchpin.benchmarks.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A process that ends with this one, whatever happens. */
final class OwnProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int LAST_LINES = 3;

    /** What tests, whose processes are short-lived, tell their own compiler. */
    private static final List<String> COMPILER = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel="))
            .toList();

    private final Process process;
    private final @Nullable Path log;
    private final CompletableFuture<MatchResult> ready = new CompletableFuture<>();
    private final Thread lastResort;

    private OwnProcess(Process process, Pattern sign, @Nullable Path log) {
        this.process = process;
        this.log = log;
        this.lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
        Thread.ofPlatform().daemon().start(() -> read(sign));
    }

    /** Java with this process's class path. */
    static List<String> java(List<String> virtualMachine, String main) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As ./linchpin starts it.
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true"));
        command.addAll(COMPILER);
        command.addAll(virtualMachine);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return command;
    }

    /**
     * Starts one.
     *
     * @param environment all of it; null for this process's own
     * @param sign the line by which it tells that it is ready
     * @param log where what it complains about goes; null for nowhere
     */
    static OwnProcess start(
            List<String> command,
            @Nullable Path directory,
            @Nullable Map<String, String> environment,
            Pattern sign,
            @Nullable Path log)
            throws IOException {
        var builder = new ProcessBuilder(command);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        if (environment != null) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        builder.redirectError(
                log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new OwnProcess(builder.start(), sign, log);
    }

    /** All that it prints is read, so that it never waits for a reader. */
    private void read(Pattern sign) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                var matcher = sign.matcher(line);
                if (!ready.isDone() && matcher.find()) {
                    ready.complete(matcher.toMatchResult());
                }
            }
            ready.completeExceptionally(new IOException("It ended before it was ready" + lastWords()));
        } catch (IOException failed) {
            ready.completeExceptionally(failed);
        }
    }

    /** What was found in the line by which it told that it is ready. */
    MatchResult awaitReady(Duration patience) throws IOException {
        try {
            return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("It was not ready within " + patience.toSeconds() + " s" + lastWords(), late);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw cause instanceof IOException told ? told : new IOException(cause);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while it started", hurried);
        }
    }

    /** The end of what it complained about. */
    String lastWords() {
        if (log == null || !Files.exists(log)) {
            return "";
        }
        try {
            var lines = Files.readAllLines(log);
            return ": "
                    + String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                            .strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long id() {
        return process.pid();
    }

    /** Time that it has had of all processors together. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Megabytes of memory that it takes; empty where the system does not tell so simply. */
    Optional<Double> residentMegabytes() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        var matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1)) / 1_024.0) : Optional.empty();
    }

    /** Asks it to end, and makes it end when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException stopping) {
            // Then the hook has its work done.
        }
    }
}
