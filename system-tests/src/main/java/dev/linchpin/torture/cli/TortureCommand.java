package dev.linchpin.torture.cli;

import dev.linchpin.torture.history.Outcome;
import dev.linchpin.torture.history.Plan;
import dev.linchpin.torture.history.Play;
import dev.linchpin.torture.world.Figures;
import dev.linchpin.torture.world.Place;
import dev.linchpin.torture.world.SqlitePlaces;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many histories to play (default: ${DEFAULT-VALUE}).")
    private int seeds = 1_000;

    @Option(names = "--start", paramLabel = "S", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long start = 1;

    @Option(names = "--seed", paramLabel = "S", description = "Play this one only.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Histories at a time (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--verbose", description = "Tell everything that happens, call by call.")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        var first = seed == null ? start : seed;
        var count = seed == null ? seeds : 1;
        try (var places = new SqlitePlaces(Plan.of(first).options())) {
            return play(first, count, places, out);
        }
    }

    private int play(long first, int count, Place.Maker places, PrintWriter out)
            throws InterruptedException, ExecutionException {
        var began = System.nanoTime();
        var figures = new Figures();
        var bad = new ArrayList<Outcome>();
        var next = new AtomicLong(first);
        var progress = new Progress(out, count);
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var done = new ExecutorCompletionService<Outcome>(workers);
            for (var i = 0; i < count; i++) {
                done.submit(() -> play(next.getAndIncrement(), places));
            }
            for (var i = 0; i < count; i++) {
                var outcome = done.take().get();
                figures.addAll(outcome.figures());
                progress.oneMore(outcome.isGood());
                if (!outcome.isGood()) {
                    bad.add(outcome);
                    tell(outcome, out);
                }
            }
        }
        if (seed != null && bad.isEmpty()) {
            tell(play(first, places), out);
        }
        summarise(count, figures, bad, Duration.ofNanos(System.nanoTime() - began), out);
        return bad.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Outcome play(long one, Place.Maker places) {
        var plan = Plan.of(one);
        try {
            return Play.of(plan, places, verbose);
        } catch (RuntimeException broken) {
            var trace = new java.io.StringWriter();
            broken.printStackTrace(new PrintWriter(trace));
            return new Outcome(plan, List.of("the simulation broke: " + trace), List.of(), new Figures());
        }
    }

    private static void tell(Outcome outcome, PrintWriter out) {
        out.println();
        out.println(
                "Seed " + outcome.plan().options().seed() + " " + outcome.plan().options());
        outcome.story().forEach(out::println);
        outcome.findings().forEach(finding -> out.println("  VIOLATED " + finding));
        out.flush();
    }

    private void summarise(int count, Figures figures, List<Outcome> bad, Duration took, PrintWriter out) {
        out.println();
        figures.all().forEach((what, many) -> out.printf("%-32s %,12d%n", what, many));
        var rate = count / (took.toMillis() / 1_000.0);
        out.printf(
                "%,d histories, %.1f edits a history, %.1f histories a second (%.1f a core), %d with violations%n",
                count,
                figures.of("edits") / (double) count,
                rate,
                rate / Math.min(threads, Runtime.getRuntime().availableProcessors()),
                bad.size());
        bad.forEach(outcome -> out.println("  seed " + outcome.plan().options().seed() + ": "
                + outcome.findings().getFirst().lines().findFirst().orElse("")));
        out.flush();
    }
}
