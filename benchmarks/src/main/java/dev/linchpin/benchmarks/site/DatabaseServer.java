package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.nio.file.Path;

/** Where databases are made. */
public interface DatabaseServer extends AutoCloseable {

    /**
     * An empty database.
     *
     * @param directory where it may keep files, if it has no place of its own
     */
    Place fresh(Path directory) throws IOException;

    @Override
    void close() throws IOException;
}
