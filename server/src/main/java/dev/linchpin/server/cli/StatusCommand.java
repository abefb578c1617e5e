package dev.linchpin.server.cli;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.store.Inspection.TypeStatus;
import dev.linchpin.server.api.Views.FeedJson;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.DatabaseSettings;
import dev.linchpin.server.http.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how both sides stand; also beside a running server.")
final class StatusCommand implements Callable<Integer> {
    private static final Pattern SQLITE_FILE = Pattern.compile("jdbc:sqlite:(?:file:)?([^?:]+)(?:\\?.*)?");
    private static final int FEW = 2;

    /** As the API shows it. */
    private record TypeJson(
            String objectType,
            long links,
            long intents,
            long queued,
            long conflicts,
            long deadLetters,
            long capturedUnread,
            @Nullable Instant oldestMark) {
        static TypeJson of(TypeStatus status) {
            return new TypeJson(
                    status.type().name(),
                    status.links(),
                    status.intents(),
                    status.queued(),
                    status.conflicts(),
                    status.deadLetters(),
                    status.capturedUnread(),
                    status.oldestMark());
        }
    }

    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = options.load(surroundings, Purpose.LOOK, Map.of()).database();
        requireFile(settings, surroundings);
        var password = settings.password();
        var options =
                new DatabaseOptions(settings.url(), settings.user(), password == null ? null : password.value(), FEW);
        try (var database = Database.look(options, Clock.systemUTC())) {
            print(database, surroundings.out());
        }
        return ExitCode.OK.code();
    }

    private void print(Database database, PrintWriter out) {
        var types = database.inspection().status();
        var now = Clock.systemUTC().instant();
        var feeds = database.inspection().feeds(now.minus(Duration.ofDays(1))).stream()
                .map(FeedJson::of)
                .toList();
        if (json) {
            var view = types.stream().map(TypeJson::of).toList();
            out.println(new String(new Json().write(Map.of("types", view, "feeds", feeds)), StandardCharsets.UTF_8));
        } else {
            out.println(database.place());
            StatusTable.print(types, now, out);
            StatusTable.printFeeds(feeds, out);
        }
        out.flush();
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
