package dev.linchpin.simulator.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The Node project in {@code simulator/contract}; what it does, it does in processes of its own. */
public final class ContractSuite {

    private static final Path PROJECT = Path.of("contract").toAbsolutePath();
    private static final Path OUTPUT = Path.of("target/contract").toAbsolutePath();
    private static final int PATIENCE_IN_MINUTES = 10;
    private static final String NEEDS =
            "The simulator's contract suite needs Node 20 or newer with npm (Debian: apt-get"
                    + " install nodejs npm), and registry.npmjs.org the first time: ";

    private ContractSuite() {}

    /**
     * A check, as the suite describes it.
     *
     * @param title a sentence
     * @param facts ids of the facts that it proves
     */
    public record Check(String title, List<String> facts) {}

    /**
     * What came of a check.
     *
     * @param id area and title
     * @param facts ids of the facts that it proves
     * @param passed whether HubSpot did what the check expects
     * @param message why not; empty if it did
     */
    record Result(String id, List<String> facts, boolean passed, String message) {}

    /** All checks, without running any; needs no installed packages. */
    public static List<Check> checks() throws IOException {
        String list = run("list", 0, List.of("node", "run.js", "--list"));
        return JsonMapper.shared().readValue(list, new TypeReference<>() {});
    }

    /** Runs the checks that a driver can carry out. */
    static List<Result> results(String driver, String baseUrl, String token) throws IOException {
        install();
        Path results = OUTPUT.resolve(driver + ".json");
        Files.deleteIfExists(results);
        var command = new ArrayList<>(List.of("node", "run.js", "--driver", driver, "--json", results.toString()));
        command.addAll(List.of("--base-url", baseUrl, "--token", token));
        // It ends with 1 if checks failed, about which the results say more.
        run(driver, 1, command);
        return JsonMapper.shared().readValue(results.toFile(), new TypeReference<>() {});
    }

    /** Installs the packages of the lock file unless they are there. */
    private static void install() throws IOException {
        Path installed = PROJECT.resolve("node_modules/.package-lock.json");
        Path wanted = PROJECT.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            run("npm", 0, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
        }
    }

    /** Runs a command in the project and gives what it wrote to its standard output. */
    private static String run(String name, int highestStatus, List<String> command) throws IOException {
        Files.createDirectories(OUTPUT);
        Path output = OUTPUT.resolve(name + ".out");
        Path errors = OUTPUT.resolve(name + ".err");
        Process process = started(new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile()));
        boolean ended = ended(process);
        if (!ended || process.exitValue() > highestStatus) {
            throw new AssertionError(NEEDS + String.join(" ", command) + (ended ? " failed" : " took too long") + ":\n"
                    + Files.readString(errors));
        }
        return Files.readString(output);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(PATIENCE_IN_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process started(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            var missing = new AssertionError(NEEDS + command.command().getFirst() + " could not be started");
            // Whoever builds on a machine without Node needs the line above, and nothing below.
            missing.setStackTrace(new StackTraceElement[0]);
            throw missing;
        }
    }
}
