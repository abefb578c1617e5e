package dev.linchpin.torture.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells now and then how far it got, how fast it goes, and when it will be done. */
final class Progress {
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final int total;
    private final long began = System.nanoTime();
    private long told = began;
    private int done;
    private int bad;

    Progress(PrintWriter out, int total) {
        this.out = out;
        this.total = total;
    }

    void oneMore(boolean good) {
        done++;
        bad += good ? 0 : 1;
        var now = System.nanoTime();
        if (now - told > EVERY) {
            told = now;
            var rate = done / ((now - began) / 1e9);
            out.printf(
                    "%,d of %,d histories, %.1f a second, %d with violations, %s to go%n",
                    done, total, rate, bad, Duration.ofSeconds(Math.round((total - done) / rate)));
            out.flush();
        }
    }
}
