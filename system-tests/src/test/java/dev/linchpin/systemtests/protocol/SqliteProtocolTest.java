package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

class SqliteProtocolTest extends ProtocolContract {
    private final AtomicInteger files = new AtomicInteger();

    @TempDir
    Path directory;

    @Override
    Bed bed(SimulatorOptions options, Policy policy) {
        var file = directory.resolve("linchpin-" + files.incrementAndGet() + ".db");
        return new Bed("jdbc:sqlite:" + file, ObjectType::name, options, policy);
    }
}
