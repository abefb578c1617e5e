package dev.linchpin.torture.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TortureCommandTest {
    @ParameterizedTest
    @CsvSource({
        "--seeds 0, at least 1",
        "--kills 0, at least 1",
        "--database mysql, mysql",
        "--kills 1 --database jdbc:postgresql://localhost/crm, jdbc:postgresql",
        "--mutation audit-left-out, --mutations",
        "--history no-such-file.json, no-such-file.json",
    })
    void bad_input_is_refused_in_one_line_before_anything_is_played(String arguments, String named) {
        var told = new StringWriter();
        var command = new CommandLine(new TortureCommand()).setErr(new PrintWriter(told, true));

        assertThat(command.execute(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(told.toString().lines().findFirst()).get().asString().contains(named);
    }
}
