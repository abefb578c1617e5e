package dev.linchpin.server.cli;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        description = {
            "Removes everything of Linchpin's own from the database: triggers, functions, its own tables with all that is"
                    + " remembered there.",
            "The tables that are kept in step stay, and so do their rows; nothing is changed in HubSpot."
        })
final class UninstallCommand implements Callable<Integer> {
    private static final int FEW = 2;

    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--print-sql", description = "Prints the SQL instead of running it.")
    private boolean printSql;

    @Option(names = "--yes", description = "Really does it.")
    private boolean yes;

    UninstallCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = options.load(surroundings, Purpose.LOOK, Map.of()).database();
        LookedAt.requireFile(settings, surroundings);
        var password = settings.password();
        var access =
                new DatabaseOptions(settings.url(), settings.user(), password == null ? null : password.value(), FEW);
        var out = surroundings.out();
        try (var database = Database.examine(access, Clock.systemUTC())) {
            var installation = database.installation();
            if (!installation.isThere()) {
                out.println("Nothing of Linchpin's is in " + database.place() + ".");
            } else if (printSql) {
                Statements.print(installation.removal(), out);
            } else if (yes) {
                var steps = installation.remove(Host.local());
                out.printf(
                        "Removed from %s, in %d steps. The tables that were kept in step are yours and stay, and so does"
                                + " the property linchpin_id in HubSpot.%n",
                        database.place(), steps.size());
            } else {
                installation.removal().forEach(step -> out.println(step.description()));
                out.flush();
                surroundings
                        .error()
                        .println("All that is remembered of links, conflicts and the journal would be gone from "
                                + database.place() + ", which cannot be undone: run it with --yes to do it, with"
                                + " --print-sql to see the SQL.");
                surroundings.error().flush();
                return ExitCode.CONFIGURATION.code();
            }
        }
        out.flush();
        return ExitCode.OK.code();
    }
}
