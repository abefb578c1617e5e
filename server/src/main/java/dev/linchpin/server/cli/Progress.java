package dev.linchpin.server.cli;

import dev.linchpin.engine.verify.Figures;
import java.time.Duration;

/** Tells people how far a comparison has come, beside the answer, and not oftener than they can read. */
final class Progress {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Surroundings surroundings;
    private long nextAt = System.nanoTime() + EVERY;
    private boolean hasShown;

    Progress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void show(String type, Figures figures) {
        if (System.nanoTime() - nextAt < 0) {
            return;
        }
        nextAt = System.nanoTime() + EVERY;
        hasShown = true;
        surroundings
                .error()
                .printf(
                        "\r%s: %,d compared, %,d rows, %,d records",
                        type, figures.count("compared"), figures.count("rows"), figures.count("records"));
        surroundings.error().flush();
    }

    void end() {
        if (hasShown) {
            surroundings.error().println();
            surroundings.error().flush();
        }
    }
}
