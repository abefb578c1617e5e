package dev.linchpin.systemtests;

import dev.linchpin.server.cli.Cli;
import dev.linchpin.server.cli.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** What a short command answered. It runs in this process, which spares the start of another one. */
record Console(int exitCode, String out, String errors) {
    static Console run(Path directory, Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var errors = new StringWriter();
        var code = Cli.run(
                arguments, new Surroundings(directory, environment, new PrintWriter(out), new PrintWriter(errors)));
        return new Console(code, out.toString(), errors.toString());
    }
}
