package dev.linchpin.server.cli;

import dev.linchpin.engine.verify.Figures;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.runtime.SideBySide;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compares both sides and explains every difference; also beside a running server.",
            "Ends with 0 when all is equal or explained, with 8 otherwise."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "The object type; all without it.")
    private @Nullable String type;

    @Option(
            names = {"--object", "--entity-type"},
            paramLabel = "TYPE",
            description = "The same.")
    private @Nullable String object;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = options.load(surroundings, Purpose.SYNCHRONISE, Map.of());
        LookedAt.requireFile(settings.database(), surroundings);
        try (var sides = SideBySide.open(settings, Clock.systemUTC())) {
            return report(sides, type == null ? object : type, json, surroundings);
        }
    }

    /** Compares, prints, and answers the exit code. */
    static int report(SideBySide sides, @Nullable String type, boolean json, Surroundings surroundings) {
        var progress = new Progress(surroundings);
        var reports = new LinkedHashMap<String, Figures>();
        for (var mapping : Chosen.of(sides.mappings(), type)) {
            var name = mapping.type().name();
            reports.put(name, sides.compare(mapping, figures -> progress.show(name, figures)));
        }
        progress.end();
        FiguresReport.print(reports, json, surroundings.out());
        var isExplained = reports.values().stream().allMatch(figures -> figures.unexplained() == 0);
        return isExplained ? ExitCode.OK.code() : ExitCode.DIFFERENT.code();
    }
}
