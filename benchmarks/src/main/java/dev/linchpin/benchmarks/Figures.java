package dev.linchpin.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** What one benchmark measured: printed at once, and kept for a file and the exit code. */
final class Figures {
    private final PrintWriter out;
    private final List<Figure> figures = new ArrayList<>();

    Figures(@Nullable CommandSpec spec) {
        this.out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    void add(Figure figure) {
        figures.add(figure);
        out.println(figure.line());
        out.flush();
    }

    /**
     * @param file where the figures go as JSON, too; null for nowhere
     * @return the exit code: 1 if an aim was missed
     */
    int finish(@Nullable Path file) throws IOException {
        if (file != null) {
            Files.writeString(
                    file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        }
        return figures.stream().allMatch(Figure::isMet) ? 0 : 1;
    }
}
