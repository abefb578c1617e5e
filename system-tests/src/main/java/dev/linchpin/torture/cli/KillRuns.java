package dev.linchpin.torture.cli;

import dev.linchpin.systemtests.Kills;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Kills real processes while people work on both sides, on one database after the other, and tells what came of it. */
record KillRuns(int kills, List<String> databases, long seed, PrintWriter out) {

    /** Answers whether nothing was lost or doubled on any of them. */
    boolean run() throws IOException {
        var good = true;
        for (var database : databases) {
            good &= run(database);
        }
        return good;
    }

    private boolean run(String database) throws IOException {
        var directory = Files.createTempDirectory("linchpin-kills");
        var began = System.nanoTime();
        try {
            var survived = new Kills(database, directory, kills, seed, this::progress).run();
            out.printf(
                    "%s: %,d kills in %s; %,d edits, %,d created, %,d deleted, %,d open conflicts; nothing lost, nothing doubled%n",
                    database,
                    survived.kills(),
                    Duration.ofSeconds(
                            Duration.ofNanos(System.nanoTime() - began).toSeconds()),
                    survived.edits(),
                    survived.created(),
                    survived.deleted(),
                    survived.conflicts());
            return true;
        } catch (AssertionError broken) {
            out.println("VIOLATION on " + database + ", --start " + seed + ": " + broken.getMessage());
            return false;
        } finally {
            out.flush();
            delete(directory);
        }
    }

    private void progress(int soFar) {
        if (soFar % 10 == 0) {
            out.printf("%,d of %,d kills%n", soFar, kills);
            out.flush();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
