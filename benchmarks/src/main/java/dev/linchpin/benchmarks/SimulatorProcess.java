package dev.linchpin.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulator in a process of its own, without limits. */
final class SimulatorProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Simulated HubSpot at (\\S+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern USED = Pattern.compile(" used (\\d+)K");

    private final Process process;
    private final String url;
    private final double secondsToStart;

    private SimulatorProcess(Process process, String url, double secondsToStart) {
        this.process = process;
        this.url = url;
        this.secondsToStart = secondsToStart;
    }

    /**
     * Starts one and returns when it answers.
     *
     * @param virtualMachine options for the JVM
     * @param options options of the command {@code simulator}
     */
    static SimulatorProcess start(List<String> virtualMachine, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(virtualMachine);
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.linchpin.simulator.SimulatorCommand", "--port", "0", "--limits", "off"));
        command.addAll(List.of(options));
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return new SimulatorProcess(process, ready.group(1), (System.nanoTime() - before) / 1e9);
            }
        }
        process.destroyForcibly();
        throw new IOException("The simulator did not start: " + command);
    }

    String url() {
        return url;
    }

    double secondsToStart() {
        return secondsToStart;
    }

    /** Megabytes of memory that the process takes. */
    double residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return Double.NaN; // only Linux tells so simply
        }
        Matcher matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? Long.parseLong(matcher.group(1)) / 1_024.0 : Double.NaN;
    }

    /** Megabytes of objects in use, after collecting the others. */
    double heapMegabytes() throws IOException {
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
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
