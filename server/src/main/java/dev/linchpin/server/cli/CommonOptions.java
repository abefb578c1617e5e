package dev.linchpin.server.cli;

import dev.linchpin.server.config.ConfigurationLoader;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.ConfigurationLoader.Sources;
import dev.linchpin.server.config.Settings;
import dev.linchpin.server.logging.Logging;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Options that mean the same in every command that reads the configuration. */
final class CommonOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file (default: linchpin.yaml, if there is one).")
    private @Nullable Path file;

    @Option(names = "--database", paramLabel = "URL", description = "The JDBC URL of the database.")
    private @Nullable String database;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn, info, debug or trace.")
    private @Nullable String logLevel;

    /** Reads the configuration, sets up the log accordingly, and says what is probably a mistake. */
    Settings load(Surroundings surroundings, Purpose purpose, Map<String, String> more) {
        var options = new HashMap<>(more);
        if (database != null) {
            options.put("database.url", database);
        }
        if (logLevel != null) {
            options.put("log.level", logLevel);
        }
        var settings = ConfigurationLoader.load(
                new Sources(surroundings.directory(), file, surroundings.environment(), options), purpose);
        Logging.set(settings.log());
        var log = LoggerFactory.getLogger(CommonOptions.class);
        settings.warnings().forEach(log::warn);
        return settings;
    }
}
