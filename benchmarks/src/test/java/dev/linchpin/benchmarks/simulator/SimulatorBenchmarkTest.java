package dev.linchpin.benchmarks.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulatorBenchmarkTest {

    @TempDir
    Path directory;

    /** Whether the aims are met says nothing at this size. */
    @Test
    void every_figure_is_measured_and_written_down() throws Exception {
        Path file = directory.resolve("figures.json");
        var printed = new StringWriter();
        new CommandLine(new SimulatorBenchmark())
                .setOut(new PrintWriter(printed, true))
                .execute("--scale", "0.0005", "--json", file.toString());
        JsonNode figures = JsonMapper.shared().readTree(Files.readString(file)).path("figures");
        assertThat(figures.size()).isEqualTo(7);
        for (JsonNode figure : figures.values()) {
            assertThat(figure.path("value").asDouble()).as(figure.toString()).isPositive();
            assertThat(printed.toString()).contains(figure.path("name").asString());
        }
    }
}
