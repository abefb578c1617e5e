package dev.linchpin.server.loops;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.store.OwnershipLostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Steps every loop on a thread of its own, sleeping as long as the loop says or until an event wakes it. A loop that throws is
 * stepped again after a pause; a lost connection ends everything. Thread-safe; started once.
 */
public final class LoopRunner implements EngineListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Complaints complaints;
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private volatile List<LoopThread> threads = List.of();

    public LoopRunner(InstantSource clock) {
        this.clock = clock;
        this.complaints = new Complaints(clock);
    }

    public void start(List<? extends Loop> loops) {
        var started = new ArrayList<LoopThread>();
        for (var loop : loops) {
            started.add(new LoopThread(loop, clock, complaints, this::end));
        }
        threads = List.copyOf(started);
        started.forEach(LoopThread::start);
    }

    @Override
    public void on(EngineEvent event) {
        threads.forEach(thread -> thread.wakeBy(event));
    }

    public boolean isRunning() {
        return !threads.isEmpty() && !fatal.isDone();
    }

    /** Completes with the reason when the loops cannot go on at all: {@link OwnershipLostException}, or an error of the JVM. */
    public CompletableFuture<Throwable> fatal() {
        return fatal.copy();
    }

    public List<LoopReport> report() {
        return threads.stream().map(LoopThread::report).toList();
    }

    private void end(Throwable reason) {
        fatal.complete(reason);
        threads.forEach(LoopThread::askToStop);
    }

    private static void await(List<LoopThread> threads, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        for (var thread : threads) {
            thread.join(deadline);
        }
    }

    /** Lets the steps under way end, within a few seconds; what takes longer is broken off. */
    @Override
    public void close() {
        var all = threads;
        all.forEach(LoopThread::askToStop);
        try {
            await(all, PATIENCE);
            all.forEach(LoopThread::interrupt);
            await(all, LAST_PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
