package dev.linchpin.server.cli;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.DatabaseSettings;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the database beside the process that runs it. */
final class LookedAt {
    private static final Pattern SQLITE_FILE = Pattern.compile("jdbc:sqlite:(?:file:)?([^?:]+)(?:\\?.*)?");
    private static final int FEW = 2;

    private LookedAt() {}

    static Database open(CommonOptions options, Surroundings surroundings) {
        var settings = options.load(surroundings, Purpose.LOOK, Map.of()).database();
        requireFile(settings, surroundings);
        var password = settings.password();
        return Database.look(
                new DatabaseOptions(settings.url(), settings.user(), password == null ? null : password.value(), FEW),
                Clock.systemUTC());
    }

    /** Looking must not make an empty database. */
    static void requireFile(DatabaseSettings settings, Surroundings surroundings) {
        if (!isThere(settings, surroundings)) {
            throw new DatabaseException(
                    "There is no database file '" + file(settings).orElseThrow()
                            + "' yet; 'serve' or 'sync --once' makes it, --database names another");
        }
    }

    /** Whether there is something to look at: a file has to be made first, a server is asked. */
    static boolean isThere(DatabaseSettings settings, Surroundings surroundings) {
        return file(settings)
                .map(file -> Files.exists(surroundings.directory().resolve(file)))
                .orElse(true);
    }

    private static Optional<String> file(DatabaseSettings settings) {
        return Optional.of(SQLITE_FILE.matcher(settings.url()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}
