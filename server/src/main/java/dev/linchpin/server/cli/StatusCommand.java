package dev.linchpin.server.cli;

import dev.linchpin.database.Database;
import dev.linchpin.engine.store.Inspection.TypeStatus;
import dev.linchpin.server.api.FrozenJson;
import dev.linchpin.server.api.HoldJson;
import dev.linchpin.server.api.Views.FeedJson;
import dev.linchpin.server.http.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how both sides stand; also beside a running server.")
final class StatusCommand implements Callable<Integer> {
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
        try (var database = LookedAt.open(options, surroundings)) {
            print(database, surroundings.out());
        }
        return ExitCode.OK.code();
    }

    private void print(Database database, PrintWriter out) {
        var types = database.inspection().status();
        var held = database.inspection().holds();
        var frozen = database.inspection().frozen().stream().map(FrozenJson::of).toList();
        var mirrors = database.mirrorStandings().all();
        var now = Clock.systemUTC().instant();
        var feeds = database.inspection().feeds(now.minus(Duration.ofDays(1))).stream()
                .map(FeedJson::of)
                .toList();
        if (json) {
            var view = types.stream().map(TypeJson::of).toList();
            out.println(new String(
                    new Json()
                            .write(Map.of(
                                    "types",
                                    view,
                                    "mirrors",
                                    mirrors,
                                    "feeds",
                                    feeds,
                                    "held",
                                    held.stream().map(HoldJson::of).toList(),
                                    "frozen",
                                    frozen)),
                    StandardCharsets.UTF_8));
        } else {
            out.println(database.place());
            if (!types.isEmpty() || mirrors.isEmpty()) {
                StatusTable.print(types, now, out);
            }
            MirrorTable.print(mirrors, out);
            StatusTable.printFeeds(feeds, out);
            frozen.forEach(field -> out.println(field.sentence()));
            held.forEach(hold -> out.println(GuardCommand.sentence(hold)));
        }
        out.flush();
    }
}
