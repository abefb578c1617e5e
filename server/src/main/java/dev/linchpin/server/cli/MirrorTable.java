package dev.linchpin.server.cli;

import dev.linchpin.database.mirror.MirrorStandings;
import dev.linchpin.engine.mirror.MirrorLoop;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** How the mirrors fared, for reading. */
final class MirrorTable {
    private MirrorTable() {}

    /**
     * @param written rows made, changed or taken away, by mirror: it may have run more than once
     * @param place where the rows are
     */
    static void print(List<MirrorLoop.Report> mirrors, Map<String, Long> written, String place, PrintWriter out) {
        if (mirrors.isEmpty()) {
            return;
        }
        out.printf("Mirrored to %s%n%-20s%12s%12s%12s%n", place, "", "rows", "written", "status");
        for (var mirror : mirrors) {
            var rows = mirror.rows();
            out.printf(
                    "%-20s%12s%,12d%12s%n",
                    mirror.name(),
                    rows == null ? "-" : String.format("%,d", rows),
                    written.getOrDefault(mirror.name(), 0L),
                    mirror.problem() == null ? "success" : "failed");
        }
    }

    /** As the database knows them. */
    static void print(List<MirrorStandings.Standing> mirrors, PrintWriter out) {
        if (mirrors.isEmpty()) {
            return;
        }
        out.printf("%-20s%12s%12s  %-20s%n", "", "rows", "status", "last run");
        for (var mirror : mirrors) {
            out.printf(
                    "%-20s%,12d%12s  %-20s%n",
                    mirror.name(), mirror.rows(), mirror.status(), mirror.ranAt() == null ? "-" : mirror.ranAt());
            if (mirror.problem() != null) {
                out.println("  " + mirror.problem());
            }
        }
    }

    /** Why they failed, and whether any did. */
    static boolean printProblems(List<MirrorLoop.Report> mirrors, PrintWriter error) {
        var failed = mirrors.stream().filter(mirror -> mirror.problem() != null).toList();
        failed.forEach(mirror -> error.printf("%s: %s%n", mirror.name(), mirror.problem()));
        error.flush();
        return !failed.isEmpty();
    }
}
