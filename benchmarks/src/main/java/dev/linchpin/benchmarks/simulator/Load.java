package dev.linchpin.benchmarks.simulator;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Calls a simulator over several connections for a while. */
final class Load {

    private Load() {}

    /** One call of one connection. */
    @FunctionalInterface
    interface Step {
        void run(Wire wire, int connection, int number) throws IOException;
    }

    /** Calls per second, after as much time again for warming up: a new JVM compiles for as long. */
    static double perSecond(String url, int connections, double seconds, Step step) throws IOException {
        run(url, connections, seconds, step, 0);
        long before = System.nanoTime();
        long calls = run(url, connections, seconds, step, 1_000_000);
        return calls / ((System.nanoTime() - before) / 1e9);
    }

    private static long run(String url, int connections, double seconds, Step step, int first) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, connections)
                    .mapToObj(connection -> executor.submit(() -> {
                        int number = first;
                        try (Wire wire = new Wire(url)) {
                            while (System.nanoTime() < end) {
                                step.run(wire, connection, number++);
                            }
                        }
                        return number - first;
                    }))
                    .toList();
            long calls = 0;
            for (Future<Integer> each : running) {
                calls += each.get();
            }
            return calls;
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("A connection failed", e);
        }
    }

    /** Median milliseconds of a call, one after another on one connection. */
    static double medianMillis(String url, int calls, Step step) throws IOException {
        double[] millis = new double[calls];
        try (Wire wire = new Wire(url)) {
            for (int i = 0; i < calls; i++) {
                step.run(wire, 0, i);
            }
            for (int i = 0; i < calls; i++) {
                long before = System.nanoTime();
                step.run(wire, 0, calls + i);
                millis[i] = (System.nanoTime() - before) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[calls / 2];
    }
}
