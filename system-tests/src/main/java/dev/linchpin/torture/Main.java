package dev.linchpin.torture;

import dev.linchpin.torture.cli.TortureCommand;
import picocli.CommandLine;

/** The command {@code linchpin torture}. */
public final class Main {
    private Main() {}

    /** Plays, prints and exits with 1 if a promise was broken. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TortureCommand()).execute(arguments));
    }
}
