package dev.linchpin.server.cli;

import dev.linchpin.database.ownership.AlreadyOwnedException;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Reconciliations.Run;
import dev.linchpin.engine.verify.Figures;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.runtime.Connection;
import dev.linchpin.server.runtime.SideBySide;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compares both sides; with --repair, differences that nothing explains are mended, by the running server"
                    + " where there is one.",
            "Ends with 8 when such differences were found and not mended."
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 300;

    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = {"--object", "--entity-type"},
            paramLabel = "TYPE",
            description = "The object type; all without it.")
    private @Nullable String object;

    @Option(names = "--repair", description = "Has differences mended, and keeps a report of the run.")
    private boolean repair;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description = "Gives up waiting after so many minutes (default: ${DEFAULT-VALUE}).")
    private int timeoutMinutes;

    ReconcileCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        var settings = options.load(surroundings, Purpose.SYNCHRONISE, Map.of());
        if (!repair) {
            LookedAt.requireFile(settings.database(), surroundings);
            try (var sides = SideBySide.open(settings, Clock.systemUTC())) {
                return VerifyCommand.report(sides, object, json, surroundings);
            }
        }
        return repair(settings);
    }

    private int repair(Settings settings) throws Exception {
        try (var termination = Termination.install()) {
            try (var connection = Connection.open(settings, Clock.systemUTC(), _ -> {})) {
                var types = Chosen.of(connection.mappings(), object);
                connection.run();
                var end = CompletableFuture.anyOf(connection.loops().fatal(), termination.asked());
                var runs = request(connection.reconciliations(), types);
                return follow(connection.reconciliations(), runs, end, connection.engine()::isIdle);
            } catch (AlreadyOwnedException runsElsewhere) {
                // The process that runs the connection looks for requests in its own database.
                try (var sides = SideBySide.open(settings, Clock.systemUTC())) {
                    var runs = request(sides.reconciliations(), Chosen.of(sides.mappings(), object));
                    return follow(sides.reconciliations(), runs, termination.asked(), () -> true);
                }
            }
        }
    }

    private static List<Run> request(Reconciliations reconciliations, List<ObjectMapping> types) {
        return types.stream()
                .map(mapping -> reconciliations.request(mapping.type(), true, "cli", false))
                .toList();
    }

    private int follow(
            Reconciliations reconciliations, List<Run> runs, CompletableFuture<?> end, BooleanSupplier isAtRest)
            throws Exception {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(timeoutMinutes);
        while (System.nanoTime() - deadline < 0) {
            var now = new ArrayList<Run>();
            runs.forEach(run -> reconciliations.run(run.id()).ifPresent(now::add));
            if (now.stream().allMatch(run -> run.endedAt() != null) && isAtRest.getAsBoolean()) {
                print(now);
                return ExitCode.OK.code();
            }
            try {
                end.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                return ExitCode.OK.code();
            } catch (TimeoutException goesOn) {
                // Not ended yet.
            }
        }
        surroundings.error().println("Not done within " + timeoutMinutes + " minutes; it goes on where a server runs.");
        surroundings.error().flush();
        return ExitCode.FAILURE.code();
    }

    private void print(List<Run> runs) {
        var reports = new LinkedHashMap<String, Figures>();
        runs.forEach(run -> reports.put(run.type().name(), new Figures(run.figures(), run.samples())));
        FiguresReport.print(reports, json, surroundings.out());
    }
}
