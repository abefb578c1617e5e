package dev.linchpin.torture.cli;

import dev.linchpin.systemtests.SharedPostgres;
import dev.linchpin.torture.history.KeptPlan;
import dev.linchpin.torture.history.Outcome;
import dev.linchpin.torture.history.Plan;
import dev.linchpin.torture.history.Play;
import dev.linchpin.torture.minimise.Minimiser;
import dev.linchpin.torture.mutation.MutationCheck;
import dev.linchpin.torture.world.Figures;
import dev.linchpin.torture.world.MariaDbPlaces;
import dev.linchpin.torture.world.Place;
import dev.linchpin.torture.world.PostgresPlaces;
import dev.linchpin.torture.world.SqlitePlaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays random histories and checks the promises after each. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = {
            "Plays random histories of people, faults and crashes against the whole of Linchpin, in virtual time, and checks"
                    + " after each whether the promises were kept.",
            "Exits with 1 when one was not; its seed is printed, and plays the same history again."
        })
public final class TortureCommand implements Callable<Integer> {
    /** So many histories may be played to make one shorter. */
    private static final int SHORTENING = 200;

    private static final List<String> PRODUCTS = List.of("sqlite", "postgresql", "mariadb");

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many histories to play (default: ${DEFAULT-VALUE}).")
    private int seeds = 1_000;

    @Option(names = "--start", paramLabel = "S", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long start = 1;

    @Option(names = "--seed", paramLabel = "S", description = "Play this one only, and tell its story.")
    private @Nullable Long seed;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Play the history that is kept in a file, and tell it.")
    private @Nullable Path history;

    @Option(names = "--threads", paramLabel = "N", description = "Histories at a time (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--without",
            paramLabel = "DEED",
            split = ",",
            description = "Leave these deeds and mishaps out (${COMPLETION-CANDIDATES}).",
            completionCandidates = StepNames.class)
    private Set<String> without = Set.of();

    @Option(names = "--verbose", description = "With --seed or --history: tell everything, call by call.")
    private boolean verbose;

    @Option(names = "--stop-at-first", description = "End with the first history that breaks a promise.")
    private boolean stopAtFirst;

    @Option(
            names = "--minimise",
            description = "With --seed or --history: leave out every step that is not needed, and print what is left.")
    private boolean minimise;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "Instead of histories: kill real processes so often, while people work on both sides.")
    private @Nullable Integer kills;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = {
                "Play on sqlite, which is in memory (the default), on postgresql or mariadb, which are started, or on the"
                        + " PostgreSQL server of a JDBC URL, where databases are made for it.",
                "With --kills: sqlite, postgresql or mariadb; all without."
            })
    private List<String> databases = List.of();

    @Option(
            names = "--mutations",
            description =
                    "Instead of histories: put deliberate faults into Linchpin, one at a time, each of which must be"
                            + " found within --seeds histories.")
    private boolean mutations;

    @Option(names = "--mutation", paramLabel = "NAME", description = "With --mutations: only this one.")
    private List<String> mutationNames = List.of();

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "With --mutations: the folder of Linchpin's sources (default: the working directory).")
    private Path source = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        refuseWhatCannotBe();
        var out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        if (kills != null) {
            return new KillRuns(kills, databases.isEmpty() ? PRODUCTS : databases, start, out).run()
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        }
        if (mutations) {
            return checkMutations(out);
        }
        try (var places = places()) {
            var one = one();
            return one == null ? playAll(places, out) : playOne(one, places, out);
        }
    }

    private void refuseWhatCannotBe() {
        if (seeds < 1 || threads < 1 || (kills != null && kills < 1)) {
            throw refused("--seeds, --threads and --kills are at least 1");
        }
        for (var database : databases) {
            if (!PRODUCTS.contains(database) && (kills != null || !database.startsWith("jdbc:postgresql:"))) {
                throw refused("--database is sqlite, postgresql or mariadb"
                        + (kills == null ? ", or begins with jdbc:postgresql:" : "") + "; not '" + database + "'");
            }
        }
        if (!mutationNames.isEmpty() && !mutations) {
            throw refused("--mutation names one of --mutations, which is missing");
        }
        if (history != null && !Files.isReadable(history)) {
            throw refused("The history " + history + " cannot be read");
        }
    }

    private RuntimeException refused(String why) {
        return spec == null
                ? new IllegalArgumentException(why)
                : new CommandLine.ParameterException(spec.commandLine(), why);
    }

    private Place.Maker places() {
        var database = databases.isEmpty() ? "sqlite" : databases.getFirst();
        return switch (database) {
            case "sqlite" -> new SqlitePlaces();
            case "postgresql" -> new PostgresPlaces(SharedPostgres.freshDatabase());
            case "mariadb" -> new MariaDbPlaces();
            default -> new PostgresPlaces(database);
        };
    }

    private int checkMutations(PrintWriter out) {
        var outcomes = new MutationCheck(source.toAbsolutePath(), start, seeds).run(mutationNames, outcome -> {
            out.printf(
                    "%s: %s; %,d histories, %,d of which break a promise without it, too%n",
                    outcome.name(),
                    outcome.caught()
                            .map(caught -> "found by seed " + caught.seed() + ", " + caught.finding())
                            .orElse("NOT FOUND"),
                    outcome.played(),
                    outcome.excused());
            out.flush();
        });
        return outcomes.stream().allMatch(MutationCheck.Outcome::isCaught)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private @Nullable Plan one() throws IOException {
        if (history != null) {
            return KeptPlan.read(history);
        }
        return seed == null ? null : Plan.of(seed).without(without);
    }

    private int playOne(Plan plan, Place.Maker places, PrintWriter out) {
        var outcome = Play.of(plan, places, verbose);
        if (!outcome.isGood() && minimise) {
            outcome =
                    Play.of(new Minimiser(places, SHORTENING).minimised(outcome).plan(), places, verbose);
            out.println(KeptPlan.text(outcome.plan()));
        }
        tell(outcome, out);
        return outcome.isGood() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private int playAll(Place.Maker places, PrintWriter out) throws InterruptedException, ExecutionException {
        var began = System.nanoTime();
        var figures = new Figures();
        var bad = new ArrayList<Outcome>();
        var next = new AtomicLong(start);
        var progress = new Progress(out, seeds);
        var played = 0;
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var done = new ExecutorCompletionService<Outcome>(workers);
            for (var i = 0; i < seeds; i++) {
                done.submit(() -> Play.of(Plan.of(next.getAndIncrement()).without(without), places, false));
            }
            while (played < seeds && !(stopAtFirst && !bad.isEmpty())) {
                var outcome = done.take().get();
                played++;
                figures.addAll(outcome.figures());
                if (!outcome.isGood()) {
                    bad.add(outcome);
                    report(outcome, out);
                }
                progress.oneMore(outcome.isGood());
            }
            workers.shutdownNow();
        }
        summarise(played, figures, bad.size(), Duration.ofNanos(System.nanoTime() - began), out);
        if (!bad.isEmpty()) {
            out.println();
            out.printf(
                    "The first of them is made shorter, which may take %,d histories; Ctrl+C ends it.%n", SHORTENING);
            out.flush();
            tell(new Minimiser(places, SHORTENING).minimised(bad.getFirst()), out);
        }
        return bad.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static long seed(Outcome outcome) {
        return outcome.plan().options().seed();
    }

    private static void report(Outcome outcome, PrintWriter out) {
        outcome.findings()
                .forEach(finding -> out.println("VIOLATION seed " + seed(outcome) + ": "
                        + finding.lines().findFirst().orElse("")));
        out.flush();
    }

    private static void tell(Outcome outcome, PrintWriter out) {
        out.println(outcome.plan().options());
        outcome.story().forEach(out::println);
        outcome.findings().forEach(finding -> out.println("VIOLATION seed " + seed(outcome) + ": " + finding));
        out.println(outcome.isGood() ? "All promises were kept." : "Again: ./linchpin torture --seed " + seed(outcome));
        out.flush();
    }

    private static void summarise(int count, Figures figures, int bad, Duration took, PrintWriter out) {
        out.println();
        figures.all().forEach((what, many) -> out.printf("%-32s %,12d%n", what, many));
        // By the time that processors worked for it, so that it says the same beside other work.
        var worked = ProcessHandle.current().info().totalCpuDuration().orElse(took);
        out.printf(
                "%,d histories, %.1f edits a history, %.1f histories a second (%.1f a core), %d with violations%n",
                count,
                figures.of("edits") / (double) Math.max(1, count),
                count / (took.toMillis() / 1_000.0),
                count / (worked.toMillis() / 1_000.0),
                bad);
        out.flush();
    }
}
