package dev.linchpin.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class MicroCommandTest {

    @TempDir
    Path directory;

    /** Whether the aims are met says nothing in so short a time. */
    @Test
    void every_figure_is_measured_and_written_down() throws Exception {
        var file = directory.resolve("figures.json");
        var printed = new StringWriter();

        new CommandLine(new MicroCommand())
                .setOut(new PrintWriter(printed, true))
                .execute("--seconds", "0.05", "--json", file.toString());

        var figures = JsonMapper.shared().readTree(Files.readString(file)).path("figures");
        assertThat(figures.size()).isEqualTo(MicroCommand.Part.values().length);
        for (var figure : figures.values()) {
            assertThat(figure.path("value").asDouble()).as(figure.toString()).isPositive();
            assertThat(printed.toString()).contains(figure.path("name").asString());
        }
    }
}
