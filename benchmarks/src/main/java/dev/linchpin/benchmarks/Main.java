package dev.linchpin.benchmarks;

import dev.linchpin.benchmarks.measure.Sizes;
import picocli.CommandLine;

/** Starts {@code linchpin bench}. */
public final class Main {
    private Main() {}

    /** Measures, prints and exits. */
    public static void main(String[] arguments) {
        var command = new BenchCommand(Sizes.QUICK, Sizes.FULL, BarProgress::new);
        Runtime.getRuntime().addShutdownHook(new Thread(command::stop));
        System.exit(new CommandLine(command).execute(arguments));
    }
}
