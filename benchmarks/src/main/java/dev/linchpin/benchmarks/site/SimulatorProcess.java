package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulator in a process of its own. */
public final class SimulatorProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Simulated HubSpot at (\\S+)");
    private static final Pattern USED = Pattern.compile(" used (\\d+)K");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final OwnProcess process;
    private final String url;
    private final double secondsToStart;

    private SimulatorProcess(OwnProcess process, String url, double secondsToStart) {
        this.process = process;
        this.url = url;
        this.secondsToStart = secondsToStart;
    }

    /**
     * Starts one and returns when it answers.
     *
     * @param virtualMachine options for the JVM
     * @param options options of the command {@code simulator}, besides the port
     */
    public static SimulatorProcess start(List<String> virtualMachine, List<String> options) throws IOException {
        var command = new ArrayList<>(OwnProcess.java(virtualMachine, "dev.linchpin.simulator.SimulatorCommand"));
        command.addAll(List.of("--port", "0"));
        command.addAll(options);
        long before = System.nanoTime();
        var process = OwnProcess.start(command, null, null, READY, null);
        try {
            var ready = process.awaitReady(PATIENCE);
            return new SimulatorProcess(process, ready.group(1), (System.nanoTime() - before) / 1e9);
        } catch (IOException failed) {
            process.close();
            throw new IOException("The simulator did not start: " + failed.getMessage(), failed);
        }
    }

    public String url() {
        return url;
    }

    public double secondsToStart() {
        return secondsToStart;
    }

    /** Megabytes of memory that the process takes; not a number where the system does not tell. */
    public double residentMegabytes() throws IOException {
        return process.residentMegabytes().orElse(Double.NaN);
    }

    /** Megabytes of objects in use, after collecting the others. */
    public double heapMegabytes() throws IOException {
        diagnose("GC.run");
        double used = 0;
        Matcher matcher = USED.matcher(diagnose("GC.heap_info"));
        for (int generation = 0; generation < 2 && matcher.find(); generation++) {
            used += Long.parseLong(matcher.group(1)) / 1_024.0;
        }
        return used;
    }

    private String diagnose(String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.id()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.close();
    }
}
