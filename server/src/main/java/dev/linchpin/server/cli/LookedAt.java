package dev.linchpin.server.cli;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.DatabaseSettings;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
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
        var matcher = SQLITE_FILE.matcher(settings.url());
        if (matcher.matches() && !Files.exists(surroundings.directory().resolve(matcher.group(1)))) {
            throw new DatabaseException("There is no database file '" + matcher.group(1)
                    + "' yet; 'serve' or 'sync --once' makes it, --database names another");
        }
    }
}
