package dev.linchpin.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** One run of {@code linchpin} as a process of its own, with a working directory and an environment of its own. */
final class Program implements AutoCloseable {
    private static final Pattern STACK_TRACE =
            Pattern.compile("^\\s+at [\\w.$/]+\\(|^Caused by: |Exception in thread", Pattern.MULTILINE);

    /** The cache of loaded classes that this process was started with: it fits the same class path, and halves a start. */
    private static final List<String> CLASS_CACHE = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("-XX:AOTCache="))
            .toList();

    private final Process process;
    private final Path out;
    private final Path errors;
    private final Thread lastResort;

    private Program(Process process, Path out, Path errors) {
        this.process = process;
        this.out = out;
        this.errors = errors;
        // Should the tests themselves be killed, nothing stays behind.
        this.lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    static Program start(Path directory, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.linchpin.server.Main"));
        command.addAll(1, CLASS_CACHE);
        command.addAll(List.of(arguments));
        var run = UUID.randomUUID();
        var out = directory.resolve("out-" + run + ".txt");
        var errors = directory.resolve("errors-" + run + ".txt");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start(), out, errors);
        } catch (IOException failed) {
            throw new UncheckedIOException("Linchpin could not be started", failed);
        }
    }

    /** Runs a command to its end. */
    static Program run(Path directory, Map<String, String> environment, String... arguments) {
        var program = start(directory, environment, arguments);
        program.exitCode();
        return program;
    }

    /** The first match in what it prints, as soon as there is one. */
    MatchResult printed(Pattern pattern) {
        try {
            return Wait.forValue(() -> {
                var matcher = pattern.matcher(out());
                if (matcher.find()) {
                    return Optional.of(matcher.toMatchResult());
                }
                if (!process.isAlive()) {
                    throw new IllegalStateException("It ended with " + process.exitValue() + "\n" + out() + errors());
                }
                return Optional.empty();
            });
        } catch (ConditionTimeoutException late) {
            throw new IllegalStateException("Not printed: " + pattern + "\n" + out() + errors(), late);
        }
    }

    String out() {
        return text(out);
    }

    String errors() {
        return text(errors);
    }

    boolean hasStackTrace() {
        return STACK_TRACE.matcher(out() + "\n" + errors()).find();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        try {
            if (!process.waitFor(Wait.LONG.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new IllegalStateException("It does not end\n" + out() + errors());
            }
            return process.exitValue();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it ran", hurried);
        }
    }

    /** As Ctrl-C does; where this JVM was started in the background, Ctrl-C is without effect, and SIGTERM stands for it. */
    void interrupt() {
        var signal = ignoresInterrupts() ? "-TERM" : "-INT";
        try {
            var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("It could not be interrupted");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", hurried);
        }
    }

    private boolean ignoresInterrupts() {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.isReadable(status)
                && text(status)
                        .lines()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(mask -> (mask & 2) != 0);
    }

    /** As SIGTERM does; waits for the end. */
    int stop() {
        process.destroy();
        return exitCode();
    }

    /** As {@code kill -9} does. One that has ended is let be: its id may be another's by now, whose end would be waited for. */
    void kill() {
        if (process.isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Whatever it was doing. */
    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException stopping) {
            // Then the hook has its work done.
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
