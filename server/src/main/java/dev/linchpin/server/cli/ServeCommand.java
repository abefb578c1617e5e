package dev.linchpin.server.cli;

import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.logging.Logging;
import dev.linchpin.server.runtime.Application;
import dev.linchpin.server.runtime.Version;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Keeps both sides in step until stopped, with the HTTP API and the status page.")
final class ServeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on; 0 takes any free one.")
    private @Nullable String port;

    @Option(names = "--new-key", description = "Makes a new API key; the one made before is no longer valid.")
    private boolean newKey;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        var more = new HashMap<String, String>();
        if (port != null) {
            more.put("server.port", port);
        }
        var settings = options.load(surroundings, Purpose.SYNCHRONISE, more);
        try (var termination = Termination.install();
                var application = Application.start(settings, Clock.systemUTC(), newKey)) {
            Logging.started();
            var out = surroundings.out();
            out.println("Linchpin " + Version.current() + ": ready in "
                    + sinceStart().toMillis() + " ms at " + application.url() + ", on "
                    + application.connection().place());
            application.freshKey().ifPresent(key -> out.println("API key, shown only this once: " + key));
            out.flush();
            return await(application.fatal(), termination);
        }
    }

    /** Ends well when asked to, and with the reason when it cannot go on. */
    static int await(CompletableFuture<Throwable> fatal, Termination termination) throws Exception {
        CompletableFuture.anyOf(fatal, termination.asked()).join();
        if (!termination.asked().isDone()) {
            switch (fatal.join()) {
                case Exception reason -> throw reason;
                case Throwable reason -> throw new IllegalStateException(reason.toString(), reason);
            }
        }
        return ExitCode.OK.code();
    }

    /** From the start of the JVM, not of the launcher, which may have had to build. */
    static Duration sinceStart() {
        var started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return Duration.ofMillis(System.currentTimeMillis() - started);
    }
}
