package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The script that most people write, with what it needs installed. */
public final class BaselineScript {
    private static final Pattern RATES = Pattern.compile("^\\{\"loaded\":([\\d.]+),\"pushed\":([\\d.]+)}$");
    private static final Duration LONGEST_INSTALLATION = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final String MARK = "node_modules/.package-lock.json";

    private final Path directory;

    private BaselineScript(Path directory) {
        this.directory = directory;
    }

    /** Records a second. */
    public record Rates(double loaded, double pushed) {}

    /**
     * Installs what it needs, unless that is there.
     *
     * @param directory where the script is
     */
    public static BaselineScript install(Path directory) throws IOException {
        var mark = directory.resolve(MARK);
        var lock = directory.resolve("package-lock.json");
        if (!Files.exists(mark) || Files.getLastModifiedTime(mark).compareTo(Files.getLastModifiedTime(lock)) < 0) {
            npmCi(directory);
        }
        return new BaselineScript(directory);
    }

    private static void npmCi(Path directory) throws IOException {
        var trouble = "the baseline's packages could not be installed; run 'npm ci' in " + directory
                + " to see why (it needs Node 20 or newer and the npm registry)";
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            throw new IOException(trouble, absent);
        }
        try {
            if (!npm.waitFor(LONGEST_INSTALLATION.toMillis(), TimeUnit.MILLISECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException(trouble);
            }
        } catch (InterruptedException hurried) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the baseline's packages were installed", hurried);
        }
    }

    /**
     * Loads and pushes.
     *
     * @param properties what is loaded of each contact
     * @param time for each of the two
     */
    public Rates run(Site site, List<String> properties, Duration time) throws IOException {
        var variables = new HashMap<String, String>(Map.of(
                "HUBSPOT_BASE_URL", site.account().url(),
                "HUBSPOT_ACCESS_TOKEN", Account.OTHER_TOKEN,
                "DATABASE_URL", site.spare().urlForNode(),
                "PROPERTIES", String.join(",", properties),
                "SECONDS", Double.toString(time.toMillis() / 1_000.0),
                "PATH", System.getenv().getOrDefault("PATH", "")));
        var log = site.directory().resolve("baseline.log");
        try (var process = OwnProcess.start(List.of("node", "sync.js"), directory, variables, RATES, log)) {
            var rates = process.awaitReady(time.multipliedBy(2).plus(GRACE));
            return new Rates(Double.parseDouble(rates.group(1)), Double.parseDouble(rates.group(2)));
        } catch (IOException failed) {
            throw new IOException("The baseline failed: " + failed.getMessage(), failed);
        }
    }
}
