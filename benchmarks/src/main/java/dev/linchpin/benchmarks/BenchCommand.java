package dev.linchpin.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.linchpin.benchmarks.figures.FigureTable;
import dev.linchpin.benchmarks.figures.FiguresJson;
import dev.linchpin.benchmarks.figures.Findings;
import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.measure.Bench;
import dev.linchpin.benchmarks.measure.DatabaseRun;
import dev.linchpin.benchmarks.measure.Progress;
import dev.linchpin.benchmarks.measure.Sizes;
import dev.linchpin.benchmarks.micro.MergeCommand;
import dev.linchpin.benchmarks.micro.MicroCommand;
import dev.linchpin.benchmarks.report.HtmlReport;
import dev.linchpin.benchmarks.simulator.SimulatorBenchmark;
import dev.linchpin.benchmarks.site.DatabaseKind;
import dev.linchpin.benchmarks.site.Directory;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code linchpin bench}: every figure that counts, beside its aim. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the figures that count, with a simulated HubSpot, a database and the server as processes of their own.",
        exitCodeListHeading = "%nIt ends with%n",
        exitCodeList = {
            "0:every aim is met",
            "1:an aim is missed",
            "2:the command line is wrong",
            "3:something could not be measured"
        },
        subcommands = {MicroCommand.class, MergeCommand.class, SimulatorBenchmark.class})
final class BenchCommand implements Callable<Integer> {
    /** Of all processors, above which figures say more about the other work than about Linchpin. */
    private static final double MOST_OTHER_WORK = 0.5;

    private static final int MET = 0;
    private static final int MISSED = 1;
    private static final int FAILED = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--quick",
            description = "Rough figures within three minutes for each database, without those of a million links.")
    private boolean quick;

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            defaultValue = "sqlite",
            description = "sqlite, postgresql, mariadb or all (default: ${DEFAULT-VALUE}).")
    private String database = "sqlite";

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description =
                    "Only what has this in its name, such as 'start' or 'SQL to'; what fills the database for it comes first.")
    private String only = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures there.")
    private @Nullable Path json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "linchpin-bench.html",
            description = "Where the page with plots goes (default: ${DEFAULT-VALUE}).")
    private Path report = Path.of("linchpin-bench.html");

    @Option(names = "--keep", description = "Keeps the temporary folder with databases and logs, and says where it is.")
    private boolean keep;

    private volatile boolean isStopped;

    private final Sizes quickSizes;
    private final Sizes fullSizes;
    private final Function<String, Progress> progress;

    /**
     * @param quickSizes how much is measured with {@code --quick}
     * @param fullSizes how much is measured without
     * @param progress who is told how far it has come, by database
     */
    BenchCommand(Sizes quickSizes, Sizes fullSizes, Function<String, Progress> progress) {
        this.quickSizes = quickSizes;
        this.fullSizes = fullSizes;
        this.progress = progress;
    }

    @Override
    public Integer call() throws IOException {
        var command = Objects.requireNonNull(spec).commandLine();
        var out = command.getOut();
        var kinds = kinds(command);
        requireFolder(command, "--json", json);
        requireFolder(command, "--report", report);
        var findings = new Findings(figure -> {
            out.println(FigureTable.line(figure));
            out.flush();
        });
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var isBusy = load > Runtime.getRuntime().availableProcessors() * MOST_OTHER_WORK;
        if (isBusy) {
            command.getErr()
                    .printf(
                            Locale.ROOT,
                            "Other work keeps this machine busy (load %.1f), so rates come out low and times long.%n",
                            load);
        }
        out.println(FigureTable.header());
        out.flush();
        try (var directory = Directory.temporary(keep)) {
            for (var kind : kinds) {
                measure(kind, findings, directory.path());
            }
            if (keep) {
                out.println("Databases and logs are kept in " + directory.path());
            }
        }
        return report(findings, out, command.getErr(), isBusy);
    }

    private List<DatabaseKind> kinds(CommandLine command) {
        if (database.equals("all")) {
            return List.of(DatabaseKind.values());
        }
        for (var kind : DatabaseKind.values()) {
            if (kind.key().equals(database.toLowerCase(Locale.ROOT))) {
                return List.of(kind);
            }
        }
        throw new ParameterException(
                command,
                "'" + database + "' is no database that can be measured; use sqlite, postgresql, mariadb or all");
    }

    /** Found out before anything is measured and not after. */
    private static void requireFolder(CommandLine command, String option, @Nullable Path file) {
        var folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder != null && !Files.isWritable(folder)) {
            throw new ParameterException(
                    command, option + ": there is no folder " + folder + " that can be written to");
        }
    }

    private void measure(DatabaseKind kind, Findings findings, Path directory) throws IOException {
        var sizes = quick ? quickSizes : fullSizes;
        var home = System.getProperty("linchpin.home");
        var bench = new Bench(
                kind,
                sizes,
                findings,
                progress.apply(kind.key()),
                only.toLowerCase(Locale.ROOT),
                home == null ? null : Path.of(home));
        try (var databases = kind.start()) {
            new DatabaseRun(bench, databases, directory).run();
        } catch (IOException | RuntimeException failed) {
            findings.failed(kind.key() + ": " + failed.getMessage());
            if (only.isEmpty()) {
                findings.complete(Measured.of(quick), kind.key());
            }
        }
    }

    /** The process ends, and with it what is measured: what is left undone then is no failure and no finding. */
    void stop() {
        isStopped = true;
    }

    private int report(Findings findings, PrintWriter out, PrintWriter error, boolean isBusy) throws IOException {
        if (isStopped) {
            return FAILED;
        }
        if (findings.isEmpty()) {
            findings.failed("Nothing that is measured has '" + only + "' in its name");
        }
        out.println();
        out.print(FigureTable.of(findings.figures()));
        out.println();
        for (var seen : findings.observations()) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %-50s %12s %s%n",
                    seen.database(),
                    seen.name(),
                    FigureTable.number(seen.value()),
                    seen.unit());
        }
        out.flush();
        if (json != null) {
            FiguresJson.write(json, findings.figures(), findings.observations());
        }
        HtmlReport.write(report, findings, where() + (isBusy ? " Other work kept the machine busy." : ""));
        out.println("A page with plots: " + report.toAbsolutePath());
        out.flush();
        for (var failure : findings.failures()) {
            error.println(failure);
        }
        error.flush();
        return !findings.failures().isEmpty() ? FAILED : findings.isEveryAimMet() ? MET : MISSED;
    }

    private static String where() {
        var memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return String.format(
                Locale.ROOT,
                "On %tF, with %d processors and %d GB of memory, %s, Java %s.",
                LocalDate.now(ZoneId.systemDefault()),
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory / 1e9),
                System.getProperty("os.name"),
                Runtime.version().feature());
    }
}
