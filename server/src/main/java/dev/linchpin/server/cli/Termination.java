package dev.linchpin.server.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command end in its own time when the process is asked to stop (Ctrl-C, SIGTERM). */
final class Termination implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 15;

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "termination");

    private Termination() {}

    static Termination install() {
        var termination = new Termination();
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    /** Completes when the process is asked to stop. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    private void stop() {
        asked.complete(null);
        try {
            // The JVM ends when this thread does.
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.FAILURE.code());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called when everything is stopped. */
    @Override
    public void close() {
        done.countDown();
        if (!asked.isDone()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyStopping) {
                // Then the hook ends by itself.
            }
        }
    }
}
