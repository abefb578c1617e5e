package dev.linchpin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.measure.Progress;
import dev.linchpin.benchmarks.measure.Sizes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
    /** Too little to say anything about speed. */
    private static final Sizes TINY =
            new Sizes(200, 200, 100, Duration.ofMillis(400), 1, 20, Duration.ofSeconds(1), List.of(200));

    /** Needs Linchpin's sources and packages from the npm registry. */
    private static final Set<String> OF_THE_BASELINE = Set.of("baseline_load_ratio", "baseline_push_ratio");

    private static final int FAILED = 3;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void every_figure_is_measured_and_what_cannot_be_is_told() throws Exception {
        var json = directory.resolve("figures.json");
        var report = directory.resolve("report.html");

        var exitCode = run("--json", json.toString(), "--report", report.toString());

        var figures = JsonMapper.shared().readTree(Files.readString(json)).path("figures");
        assertThat(figures.values().stream().map(figure -> figure.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        Measured.of(false).stream().map(Measured::key).toList());
        for (var figure : figures.values()) {
            assertThat(figure.propertyNames())
                    .containsExactlyInAnyOrder("name", "database", "value", "unit", "aim", "met");
            assertThat(isMeasured(figure))
                    .as(figure + "\n" + error)
                    .isEqualTo(!OF_THE_BASELINE.contains(figure.path("name").asString()));
        }
        assertThat(exitCode).isEqualTo(FAILED);
        assertThat(error.toString()).contains("sqlite, baseline:");
        assertThat(out.toString()).contains("sqlite     calls_per_1000_pulled");
        assertThat(Files.readString(report))
                .contains("<svg", "hubspot_to_sql_p99_ms", "not measured")
                .doesNotContain("http://", "https://", "NaN");
    }

    private static boolean isMeasured(JsonNode figure) {
        return figure.path("value").isNumber();
    }

    @Test
    void a_database_that_is_none_is_refused_with_those_there_are() {
        assertThat(run("--database", "oracle")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(error.toString()).contains("'oracle'", "sqlite, postgresql, mariadb");
    }

    @Test
    void a_file_that_cannot_be_written_is_refused_before_anything_is_measured() {
        assertThat(run("--json", directory.resolve("absent/figures.json").toString()))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(error.toString()).contains("--json: there is no folder");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand(TINY, TINY, database -> Progress.NONE))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true))
                .execute(arguments);
    }
}
