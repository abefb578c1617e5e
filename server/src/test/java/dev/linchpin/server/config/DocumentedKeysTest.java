package dev.linchpin.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentedKeysTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void every_setting_is_in_the_guide_as_it_is_in_the_code() throws IOException {
        var guide = Files.readString(ROOT.resolve("docs/configuration.md"));

        for (var key : Keys.ALL) {
            assertThat(guide).contains(row(key));
        }
    }

    @Test
    void every_variable_is_in_the_example_environment() throws IOException {
        var example = Files.readString(ROOT.resolve(".env.example"));

        for (var key : Keys.ALL) {
            for (var variable : key.variables()) {
                assertThat(example).contains(variable.name());
            }
        }
    }

    /** A row of the table in the guide. */
    static String row(Key<?> key) {
        var variables = key.variables().isEmpty()
                ? "-"
                : String.join(
                        ", ",
                        key.variables().stream()
                                .map(variable -> "`" + variable.name() + "`")
                                .toList());
        var standard = key.defaultText() == null ? "-" : "`" + key.defaultText() + "`";
        return "| `" + key.path() + "` | " + variables + " | " + key.unit() + " | " + standard + " | " + key.help()
                + " |";
    }
}
