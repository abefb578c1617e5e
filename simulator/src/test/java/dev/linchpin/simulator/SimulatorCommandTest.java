package dev.linchpin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SimulatorCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void it_prints_one_line_with_the_url_and_runs_until_interrupted() throws Exception {
        Thread running = Thread.ofVirtual()
                .start(() -> run("--port", "0", "--contacts", "3", "--companies", "0", "--limits", "off"));
        await().atMost(Duration.ofSeconds(20)).until(() -> out.toString().contains("\n"));
        assertThat(out.toString())
                .matches("Simulated HubSpot at http://127\\.0\\.0\\.1:\\d+ .*3 contacts, 0 companies, 0 deals\\)\\R");
        running.interrupt();
        assertThat(running.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void a_port_in_use_is_one_line_and_exit_code_1() {
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.defaults().withPort(0).withRecords(0, 0, 0))) {
            String port = Integer.toString(URI.create(simulator.url()).getPort());
            assertThat(run("--port", port, "--contacts", "0", "--companies", "0"))
                    .isEqualTo(1);
            assertThat(err.toString().lines())
                    .containsExactly("Port " + port + " is in use; choose another with --port.");
        }
    }

    @Test
    void an_account_in_a_file_is_there_again_and_any_other_file_is_left_alone(@TempDir Path directory)
            throws Exception {
        Path file = directory.resolve("account");
        Thread running =
                Thread.ofVirtual().start(() -> run("--port", "0", "--contacts", "3", "--file", file.toString()));
        await().atMost(Duration.ofSeconds(20)).until(() -> out.toString().contains("\n"));
        assertThat(out.toString()).contains("account kept in " + file);
        running.interrupt();
        assertThat(running.join(Duration.ofSeconds(10))).isTrue();
        assertThat(file).exists();
        Files.writeString(file, "dear diary\n");
        assertThat(run("--port", "0", "--file", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly(file + " holds no simulated account");
        assertThat(file).hasContent("dear diary\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--contacts=-1", "--limits=platinum", "--latency=soon", "--webhooks-to=nowhere"})
    void bad_options_are_refused_without_a_stack_trace(String option) {
        assertThat(run("--port", "0", option)).isNotZero();
        assertThat(err.toString()).isNotEmpty().doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        return new CommandLine(new SimulatorCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
