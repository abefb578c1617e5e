package dev.linchpin.server.cli;

import dev.linchpin.server.config.LogSettings;
import dev.linchpin.server.demo.Demo;
import dev.linchpin.server.demo.DemoOptions;
import dev.linchpin.server.demo.People;
import dev.linchpin.server.logging.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Runs Linchpin on a simulated HubSpot and an embedded database, with people at work on both sides.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Surroundings surroundings;

    @Option(names = "--port", paramLabel = "PORT", description = "Linchpin's port; 0 takes any free one.")
    private int port = 8080;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            description = "The simulated HubSpot's port; 0 takes any free one.")
    private int simulatorPort = 8081;

    @Option(names = "--directory", paramLabel = "DIRECTORY", description = "Where the database is kept.")
    private Path directory = Path.of("linchpin-demo");

    @Option(names = "--contacts", paramLabel = "N", description = "How many contacts there are to begin with.")
    private int contacts = 1000;

    @Option(names = "--quiet-users", description = "Nobody edits anything but you.")
    private boolean quietUsers;

    @Option(names = "--no-browser", description = "Does not open the status page.")
    private boolean noBrowser;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn, info, debug or trace.")
    private LogSettings.Level logLevel = LogSettings.Level.WARN;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Logging.set(new LogSettings(logLevel, LogSettings.Format.TEXT));
        var where = surroundings.directory().resolve(directory);
        var options = new DemoOptions(
                port, simulatorPort, where, contacts, logLevel.name().toLowerCase(Locale.ROOT));
        try (var termination = Termination.install();
                var demo = Demo.start(options, Clock.systemUTC())) {
            Logging.started();
            var end = CompletableFuture.anyOf(demo.application().fatal(), termination.asked());
            if (isLoaded(demo, end)) {
                demo.compare();
                print(demo);
                if (!noBrowser) {
                    openBrowser(demo.dashboardUrl());
                }
                var people = quietUsers ? null : People.atWork(demo.simulatorUrl(), demo.database());
                end.join();
                if (people != null) {
                    people.close();
                }
            }
            return ServeCommand.await(demo.application().fatal(), termination);
        }
    }

    /** Waits for the initial load; false when the demo ends before it does. */
    private static boolean isLoaded(Demo demo, CompletableFuture<?> end) throws Exception {
        while (!demo.application().connection().engine().isIdle()) {
            try {
                end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                return false;
            } catch (TimeoutException goesOn) {
                // Look again.
            }
        }
        return true;
    }

    private void print(Demo demo) {
        var inspection = demo.application().connection().inspection();
        var mapping = demo.application().connection().mappings().getFirst();
        var rows = inspection.rows(mapping, Map.of(), null, 1).items();
        var shown = demo.database().startsWith(surroundings.directory())
                ? surroundings.directory().relativize(demo.database())
                : demo.database();
        var out = surroundings.out();
        out.printf("Linchpin demo: both sides are in step after %.1f s.%n%n", seconds());
        out.println("  Dashboard          " + demo.dashboardUrl());
        out.println("  Simulated HubSpot  " + demo.simulatorUrl() + " (token pat-simulator)");
        out.println("  Database           " + shown);
        if (!rows.isEmpty()) {
            var row = rows.getFirst();
            var record = row.hubspotId();
            out.printf("%nEdit a row, and HubSpot changes:%n");
            out.printf(
                    "  sqlite3 %s \"UPDATE contacts SET jobtitle = 'Captain' WHERE id = %s\"%n",
                    shown, sql(row.key().value()));
            out.printf("Edit in HubSpot, and the row changes:%n");
            out.printf(
                    "  curl -d '{\"objectType\":\"contacts\",\"id\":\"%s\",\"properties\":{\"jobtitle\":\"Admiral\"}}'"
                            + " %s/_simulator/users/7/edits%n",
                    record == null ? "" : record.value(), demo.simulatorUrl());
        }
        out.printf("%nCtrl-C stops it.%n");
        out.flush();
    }

    private static double seconds() {
        return ServeCommand.sinceStart().toMillis() / 1000.0;
    }

    /** Numbers as they are, texts in quotes. */
    private static String sql(String key) {
        return key.chars().allMatch(Character::isDigit) ? key : "'" + key.replace("'", "''") + "'";
    }

    /** Where there is no browser, the printed link has to do. */
    private void openBrowser(String url) {
        var command = command();
        if (command == null) {
            return;
        }
        try {
            new ProcessBuilder(List.of(command, url))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            // The link is printed all the same.
        }
    }

    private @Nullable String command() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return "open";
        }
        var environment = surroundings.environment();
        var hasDisplay = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return hasDisplay ? "xdg-open" : null;
    }
}
