package dev.linchpin.server.cli;

import dev.linchpin.database.Database;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.desk.HoldVerdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Hold;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.server.api.HoldJson;
import dev.linchpin.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decisions are stored in the database: a running server carries them out at once, otherwise the next start does. */
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what is held because it looks like an accident, and decides about it.")
final class GuardCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    GuardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return list(options, false);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what is held.")
    int list(@Mixin CommonOptions options, @Option(names = "--json", description = "Prints JSON.") boolean json) {
        try (var database = LookedAt.open(options, surroundings)) {
            var held = database.inspection().holds();
            var out = surroundings.out();
            if (json) {
                out.println(new String(
                        new Json()
                                .write(Map.of(
                                        "items", held.stream().map(HoldJson::of).toList())),
                        StandardCharsets.UTF_8));
            } else if (held.isEmpty()) {
                out.println("Nothing is held.");
            } else {
                held.forEach(hold -> {
                    out.println(sentence(hold));
                    out.println("  such as " + String.join("; ", hold.examples()));
                    out.println("  ./linchpin guard approve|reject " + hold.type() + " " + HoldJson.word(hold.loss())
                            + " " + hold.version());
                });
            }
            out.flush();
        }
        return ExitCode.OK.code();
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = "Lets what is held be carried out, once.")
    int approve(
            @Mixin CommonOptions options,
            @Parameters(paramLabel = "TYPE", description = "The object type, as listed.") String type,
            @Parameters(paramLabel = "LOSS", description = "What would be lost, as listed.") String loss,
            @Parameters(paramLabel = "VERSION", description = "How much of it was shown, as listed.") long version) {
        return decide(options, (guard, of, kind) -> guard.approve(of, kind, version), type, loss);
    }

    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "Has it undone: deleted rows come back, rows of archived records are kept without a link,"
                    + " overwritten values become conflicts.")
    int reject(
            @Mixin CommonOptions options,
            @Parameters(paramLabel = "TYPE", description = "The object type, as listed.") String type,
            @Parameters(paramLabel = "LOSS", description = "What would be lost, as listed.") String loss,
            @Parameters(paramLabel = "VERSION", description = "How much of it was shown, as listed.") long version) {
        return decide(options, (guard, of, kind) -> guard.reject(of, kind, version), type, loss);
    }

    @FunctionalInterface
    private interface Decision {
        HoldVerdict by(GuardDesk guard, ObjectType type, Loss loss);
    }

    private int decide(CommonOptions options, Decision decision, String type, String word) {
        try (Database database = LookedAt.open(options, surroundings)) {
            for (var loss : Loss.values()) {
                if (HoldJson.word(loss).equals(word)) {
                    return tell(decision.by(database.guard(), new ObjectType(type), loss));
                }
            }
        }
        return tell(new HoldVerdict.Unknown());
    }

    private int tell(HoldVerdict verdict) {
        var problem = switch (verdict) {
            case HoldVerdict.Accepted(var records) -> {
                surroundings.out().printf("Taken: %,d records.%n", records);
                surroundings.out().flush();
                yield "";
            }
            case HoldVerdict.Unknown() -> "Nothing of the kind is held; 'guard list' shows what is";
            case HoldVerdict.Grown(var now) ->
                "More is held by now than was shown (" + now.records() + " records); look again with 'guard list'";
            case HoldVerdict.Unsuitable(var message) -> message;
        };
        if (problem.isEmpty()) {
            return ExitCode.OK.code();
        }
        surroundings.error().println(problem);
        surroundings.error().flush();
        return ExitCode.FAILURE.code();
    }

    /** What a hold is about, for people. */
    static String sentence(Hold hold) {
        var what = switch (hold.loss()) {
            case ROW_DELETED -> "rows were deleted: their records wait to be archived or unlinked";
            case RECORD_ARCHIVED -> "records were archived: their rows wait to be deleted, marked or unlinked";
            case OUT_OF_SCOPE -> "rows or records left the scope: they wait to be unlinked";
            case OVERWRITE -> "records have values that nobody is known to have edited: they wait to be overwritten";
        };
        return String.format(
                Locale.ROOT, "Held: %s, %,d %s (since %s)", hold.type(), hold.records(), what, hold.since());
    }
}
