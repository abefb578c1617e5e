package dev.linchpin.server;

import dev.linchpin.server.cli.Cli;
import dev.linchpin.server.cli.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts Linchpin. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var error = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var directory = Path.of("").toAbsolutePath();
        var surroundings = new Surroundings(directory, System.getenv(), out, error);
        System.exit(Cli.run(arguments, surroundings));
    }
}
