package dev.linchpin.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mariadb"})
    void the_newest_version_is_that_of_the_newest_file(String product) throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration", product))) {
            var versions = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))));

            assertThat(versions.max(Integer::compare)).contains(Migrations.NEWEST);
        }
    }
}
