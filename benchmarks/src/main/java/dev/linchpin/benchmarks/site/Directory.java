package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary folder that is gone when this process ends, however it ends. */
public final class Directory implements AutoCloseable {
    private final Path path;
    private final boolean isKept;
    private final Thread lastResort = new Thread(this::remove);

    private Directory(Path path, boolean isKept) {
        this.path = path;
        this.isKept = isKept;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** @param keep leaves it where it is */
    public static Directory temporary(boolean keep) throws IOException {
        return new Directory(Files.createTempDirectory("linchpin-bench-"), keep);
    }

    public Path path() {
        return path;
    }

    private void remove() {
        if (isKept || !Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException busy) {
            // What a dying process still writes is left to the system, which empties its folder for such things.
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException stopping) {
            // Then the hook finds nothing to do.
        }
    }
}
