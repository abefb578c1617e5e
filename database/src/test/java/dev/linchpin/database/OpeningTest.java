package dev.linchpin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.testing.MovableClock;
import dev.linchpin.database.testing.Person;
import dev.linchpin.database.testing.PostgresServer;
import dev.linchpin.database.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    private final MovableClock clock = new MovableClock();

    @TempDir
    Path directory;

    private Database open(String url) {
        return Database.open(DatabaseOptions.of(url), clock);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_stored_is_there_after_opening_again(Product product) {
        var url = product.newDatabase(directory);
        try (var database = open(url)) {
            var ownership = database.own(Host.local());
            database.store(ownership).<Boolean>inTransaction(tx -> {
                tx.watermark("feed", "7");
                return true;
            });
            ownership.release();
        }
        try (var database = open(url)) {
            Optional<String> position =
                    database.store(database.own(Host.local())).inTransaction(tx -> tx.watermark("feed"));
            assertThat(position).contains("7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tables_of_a_newer_version_are_left_alone(Product product) {
        var url = product == Product.SQLITE ? product.newDatabase(directory) : PostgresServer.newBlankDatabase();
        open(url).close();
        try (var person = new Person(url)) {
            var history = product == Product.SQLITE ? "linchpin_schema_history" : "linchpin.schema_history";
            person.does("update " + history
                    + " set version = '999' where installed_rank = (select max(installed_rank) from " + history + ")");
        }

        assertThatThrownBy(() -> open(url))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("newer Linchpin")
                .hasMessageContaining("999");
    }

    @ParameterizedTest
    @EnumSource
    void looking_changes_nothing_and_needs_no_ownership(Product product) {
        var url = product == Product.SQLITE ? product.newDatabase(directory) : PostgresServer.newBlankDatabase();
        assertThatThrownBy(() -> Database.look(DatabaseOptions.of(url), clock))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("has not worked on this database yet");
        try (var running = open(url)) {
            running.own(Host.local());

            try (var looking = Database.look(DatabaseOptions.of(url), clock)) {
                assertThat(looking.inspection().status()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_api_key_is_kept_until_it_is_forgotten(Product product) {
        try (var database = open(product.newDatabase(directory))) {
            var keys = database.apiKeys();

            assertThat(keys.keep("admin", "first")).isEqualTo("first");
            assertThat(keys.keep("admin", "second")).isEqualTo("first");
            keys.forget("admin");
            assertThat(keys.keep("admin", "third")).isEqualTo("third");
        }
    }

    @Test
    void a_database_with_the_users_own_tables_is_welcome() {
        for (var url : new String[] {PostgresServer.newBlankDatabase(), Product.SQLITE.newDatabase(directory)}) {
            try (var person = new Person(url)) {
                person.does("create table customers (name text)");
                open(url).close();
                assertThat(person.sees("select name from customers")).isEmpty();
            }
        }
    }

    @Test
    void a_missing_directory_is_named() {
        assertThatThrownBy(() -> open("jdbc:sqlite:" + directory.resolve("nowhere/linchpin.db")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(directory.resolve("nowhere") + " does not exist");
    }

    @Test
    void a_file_that_is_no_database_is_named() throws IOException {
        var file = Files.writeString(directory.resolve("letter.txt"), "Dear Ada, ".repeat(100));

        assertThatThrownBy(() -> open("jdbc:sqlite:" + file))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("Cannot open the file " + file + ": it is not an SQLite database; name another file");
    }

    @Test
    void a_directory_cannot_be_opened_as_a_file() {
        assertThatThrownBy(() -> open("jdbc:sqlite:" + directory))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Cannot write the file " + directory);
    }

    @Test
    void a_server_that_does_not_answer_is_named_without_credentials() {
        assertThatThrownBy(() -> Database.open(
                        new DatabaseOptions("jdbc:postgresql://localhost:1/crm?password=hidden", "ada", "secret", 2),
                        clock))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("Cannot reach the PostgreSQL database localhost:1/crm: no server answers there;"
                        + " check host, port and that it is running");
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        assertThatThrownBy(() -> open("jdbc:postgresql://localhost:" + PostgresServer.port() + "/absent?user=postgres"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("/absent: there is no such database; create it");
    }

    @Test
    void a_user_that_the_server_refuses_is_told_so() {
        assertThatThrownBy(() -> open("jdbc:postgresql://localhost:" + PostgresServer.port() + "/postgres?user=nobody"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("refuses this user name or password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:oracle:thin:@x", "linchpin.db", "jdbc:sqlite:", "jdbc:sqlite::memory:"})
    void a_url_that_names_no_database_of_ours_is_refused(String url) {
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:sqlite:linchpin.db");
    }

    @Test
    void options_do_not_print_secrets() {
        var options =
                new DatabaseOptions("jdbc:postgresql://ada:secret@localhost/crm?password=secret", "ada", "secret", 2);

        assertThat(options.toString()).doesNotContain("secret");
    }
}
