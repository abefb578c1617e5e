package dev.linchpin.server.cli;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.server.config.ConfigurationException;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.logging.Logging;
import dev.linchpin.server.runtime.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Brings both sides in step and runs every mirror, once, and ends; 'serve' goes on for good.")
final class SyncCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Work may be on its way from one loop to another, so one look that finds nothing is not enough. */
    private static final int QUIET_LOOKS = 3;

    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--once", description = "Ends as soon as both sides are in step.")
    private boolean once;

    @Option(
            names = "--timeout",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description = "Gives up after so many minutes (default: ${DEFAULT-VALUE}).")
    private int timeoutMinutes;

    SyncCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Counts what was done. */
    private static final class Tally implements EngineListener {
        private final LongAdder toHubSpot = new LongAdder();
        private final LongAdder toDatabase = new LongAdder();
        private final Map<String, Long> mirrored = new ConcurrentHashMap<>();

        @Override
        public void on(EngineEvent event) {
            if (event instanceof EngineEvent.CycleEnded ended) {
                toHubSpot.add(ended.writtenToHubSpot());
                toDatabase.add(ended.writtenToDatabase());
            }
            if (event instanceof EngineEvent.MirrorEnded ended) {
                mirrored.merge(ended.type().name(), ended.written() + ended.removed(), Long::sum);
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        if (!once) {
            throw new ConfigurationException("sync", "needs --once; 'serve' keeps both sides in step for good");
        }
        var settings = options.load(surroundings, Purpose.SYNCHRONISE, Map.of());
        var tally = new Tally();
        try (var termination = Termination.install();
                var connection = Connection.open(settings, Clock.systemUTC(), tally)) {
            Logging.started();
            connection.runMirrors();
            connection.run();
            var isDone = runUntilIdle(connection, termination);
            if (termination.asked().isDone()) {
                return ExitCode.OK.code();
            }
            print(connection, tally);
            var failed = MirrorTable.printProblems(connection.mirrors(), surroundings.error());
            if (!isDone) {
                surroundings.error().println("Not done within " + timeoutMinutes + " minutes; run it again to go on.");
                surroundings.error().flush();
                return ExitCode.FAILURE.code();
            }
            return failed ? ExitCode.FAILURE.code() : ExitCode.OK.code();
        }
    }

    private boolean runUntilIdle(Connection connection, Termination termination) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(timeoutMinutes);
        var end = CompletableFuture.anyOf(connection.loops().fatal(), termination.asked());
        var quiet = 0;
        while (System.nanoTime() - deadline < 0) {
            try {
                end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                ServeCommand.await(connection.loops().fatal(), termination);
                return false;
            } catch (TimeoutException goesOn) {
                var isIdle = connection.engine().isIdle()
                        && connection.mirrors().stream().allMatch(SyncCommand::isThrough);
                quiet = isIdle ? quiet + 1 : 0;
                if (quiet == QUIET_LOOKS) {
                    return true;
                }
                var health = connection.health();
                if (!health.isCredentialAccepted()) {
                    throw new HubSpotException.Unauthorized(String.join(" ", health.problems()));
                }
            }
        }
        return false;
    }

    /** A mirror that failed is not waited for: what it tells is what is wrong. */
    private static boolean isThrough(MirrorLoop.Report mirror) {
        return mirror.runs() > 0 && !mirror.isBusy();
    }

    private void print(Connection connection, Tally tally) {
        var out = surroundings.out();
        if (!connection.mappings().isEmpty()) {
            out.printf(
                    "In step: %,d written to HubSpot, %,d written to %s%n",
                    tally.toHubSpot.sum(), tally.toDatabase.sum(), connection.place());
            StatusTable.print(
                    connection.inspection().status(), Clock.systemUTC().instant(), out);
        }
        MirrorTable.print(connection.mirrors(), tally.mirrored, connection.place(), out);
        out.flush();
    }
}
