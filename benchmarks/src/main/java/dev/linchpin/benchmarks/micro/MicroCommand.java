package dev.linchpin.benchmarks.micro;

import dev.linchpin.benchmarks.figures.Announced;
import dev.linchpin.benchmarks.figures.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code linchpin bench micro}: the hot parts, each by itself on one core, by JMH. */
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        description = "Measures the parts that every record passes, each by itself on one core.")
public class MicroCommand implements Callable<Integer> {
    private static final double SECONDS = 2;
    private static final int ROUNDS = 5;

    private final List<Part> parts;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "A tenth of the time; the figures are rough.")
    private boolean quick;

    @Option(names = "--seconds", hidden = true, description = "Of each round, in this process and only one.")
    private double seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures there.")
    private @Nullable Path json;

    /** Measures all parts. */
    public MicroCommand() {
        this(List.of(Part.values()));
    }

    MicroCommand(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** What is measured. Reading and writing may take a tenth of the time that a load at full speed leaves for a record. */
    enum Part {
        MOSTLY_IN_STEP(MergeFields.class, "field merges, 6 of 100 fields edited", 1, 1_000_000),
        ALL_EDITED(MergeFields.class, "field merges, every field edited on both sides", 1, 1_000_000),
        READ_FIRST(MergeFields.class, "field merges with reading both texts, 6 of 100 edited", 1, 1_000_000),
        READ(ReadPage.class, "records read from HubSpot's JSON, 20 properties", 100, 150_000),
        WRITE(WriteRows.class, "rows written and read back on SQLite, 20 values", 100, 15_000);

        private final Class<?> benchmark;
        private final String title;
        private final int each;
        private final double aim;

        Part(Class<?> benchmark, String title, int each, double aim) {
            this.benchmark = benchmark;
            this.title = title;
            this.each = each;
            this.aim = aim;
        }

        boolean isMerge() {
            return benchmark == MergeFields.class;
        }
    }

    @Override
    public Integer call() throws IOException {
        var figures = new Announced(spec);
        for (var part : parts) {
            figures.add(Figure.atLeast(part.title, perSecond(part), "1/s", part.aim));
        }
        return figures.finish(json);
    }

    private double perSecond(Part part) throws IOException {
        try {
            Collection<RunResult> results = new Runner(options(part)).run();
            return results.iterator().next().getPrimaryResult().getScore() * part.each;
        } catch (RunnerException failed) {
            throw new IOException("'" + part.title + "' could not be measured: " + failed.getMessage(), failed);
        }
    }

    private Options options(Part part) {
        var isTrial = seconds > 0;
        var round = TimeValue.milliseconds((long) (1_000 * (isTrial ? seconds : quick ? SECONDS / 10 : SECONDS)));
        var options = new OptionsBuilder()
                .include("^" + part.benchmark.getName().replace(".", "\\.") + "\\.")
                .mode(Mode.Throughput)
                .forks(isTrial ? 0 : 1)
                .warmupIterations(isTrial ? 0 : ROUNDS)
                .warmupTime(round)
                .measurementIterations(isTrial ? 1 : ROUNDS)
                .measurementTime(round)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        return part.isMerge() ? options.param("mix", part.name()).build() : options.build();
    }
}
