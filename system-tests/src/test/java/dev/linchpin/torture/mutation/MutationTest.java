package dev.linchpin.torture.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutationTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    static Stream<Mutation> all() {
        return Mutation.all(HOME).stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_deliberate_fault_still_fits_the_sources(Mutation mutation, @TempDir Path folder) throws Exception {
        var mutant = Mutant.make(mutation, HOME, folder);

        try (var classes = Files.walk(mutant.classes())) {
            assertThat(classes.filter(Files::isRegularFile)).isNotEmpty();
        }
    }

    @Test
    void blanks_and_line_breaks_do_not_matter() {
        var edit = new Mutation.Edit(Path.of("A.java"), "one( two )", "three");

        assertThat(edit.applyTo("a; one(\n    two\n ); b")).isEqualTo("a; three; b");
    }

    @Test
    void a_piece_that_is_gone_or_not_alone_is_told() {
        var edit = new Mutation.Edit(Path.of("A.java"), "one()", "two()");

        assertThatThrownBy(() -> edit.applyTo("three()")).hasMessageContaining("no longer");
        assertThatThrownBy(() -> edit.applyTo("one() one()")).hasMessageContaining("more than one");
    }
}
