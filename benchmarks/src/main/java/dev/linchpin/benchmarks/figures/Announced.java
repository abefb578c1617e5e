package dev.linchpin.benchmarks.figures;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a smaller benchmark measured: printed at once, and kept for a file and the exit code. */
public final class Announced {
    private final PrintWriter out;
    private final Findings findings = new Findings(this::print);

    public Announced(@Nullable CommandSpec spec) {
        this.out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    public void add(Figure figure) {
        findings.add(figure);
    }

    private void print(Figure figure) {
        out.println(FigureTable.line(figure));
        out.flush();
    }

    /**
     * @param file where the figures go as JSON, too; null for nowhere
     * @return the exit code: 1 if an aim was missed
     */
    public int finish(@Nullable Path file) throws IOException {
        if (file != null) {
            FiguresJson.write(file, findings.figures(), List.of());
        }
        return findings.isEveryAimMet() ? 0 : 1;
    }
}
