package dev.linchpin.systemtests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code linchpin serve} as a process of its own, ready. */
public final class RunningServer implements AutoCloseable {
    public static final String KEY = "a-key-for-the-system-tests";
    private static final Pattern READY = Pattern.compile("ready in \\d+ ms at (http://[^,\\s]+)");

    private final Program program;
    private final Api api;

    private RunningServer(Program program, Api api) {
        this.program = program;
        this.api = api;
    }

    /** @param environment besides the port, which is any free one, and the key */
    static RunningServer start(Path directory, Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.putIfAbsent("LINCHPIN_PORT", "0");
        variables.put("LINCHPIN_ADMIN_KEY", KEY);
        var program = Program.start(directory, variables, "serve");
        try {
            return new RunningServer(program, new Api(program.printed(READY).group(1), KEY));
        } catch (RuntimeException failed) {
            program.close();
            throw failed;
        }
    }

    public Api api() {
        return api;
    }

    Program program() {
        return program;
    }

    public void stop() {
        program.stop();
    }

    public void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
