package dev.linchpin.database.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.ownership.AlreadyOwnedException;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.ownership.OwnerProcess;
import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.MovableClock;
import dev.linchpin.database.testing.Person;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.ReferenceTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class InstallationContract {
    static final List<ReferenceTable> REFERENCES = List.of(ReferenceTable.OWNERS);

    final MovableClock clock = new MovableClock();

    @TempDir
    @Nullable Path directory;

    @SuppressWarnings("NullAway.Init")
    String url;

    @SuppressWarnings("NullAway.Init")
    Person administrator;

    abstract String newDatabase(Path directory);

    /** The name and the definition of everything there is. */
    abstract List<String> catalogue();

    /** Flyway's account of versions has indexes of its own. */
    private List<String> catalogueButHistory() {
        return catalogue().stream()
                .filter(line -> !line.contains("schema_history"))
                .toList();
    }

    @BeforeEach
    void open() {
        url = newDatabase(Objects.requireNonNull(directory));
        administrator = new Person(url);
        administrator.does("create table customers (id integer primary key, name text)");
    }

    @AfterEach
    void close() {
        administrator.close();
    }

    Database examined() {
        return Database.examine(DatabaseOptions.of(url), clock);
    }

    ObjectMapping contacts() {
        return Fields.contacts(table());
    }

    abstract String table();

    /** As the command prints them, for a database's own program. */
    void runs(List<Step> steps) {
        for (var step : steps) {
            for (var statement : step.sql().split(";\\s*\\n\\s*\\n|;\\n(?=insert|create)", -1)) {
                administrator.does(statement);
            }
        }
    }

    void installAll() {
        try (var database = Database.open(DatabaseOptions.of(url), clock)) {
            database.managedTables().apply(List.of(contacts()));
            database.referenceTables().apply(REFERENCES);
            database.capture().install(List.of(contacts()));
        }
    }

    @Test
    void looking_changes_nothing_and_tells_of_the_server() {
        var before = catalogue();
        try (var database = examined()) {
            var installation = database.installation();
            assertThat(installation.version()).isZero();
            assertThat(installation.isThere()).isFalse();
            assertThat(installation.needed(List.of(contacts()), REFERENCES)).isNotEmpty();
            assertThat(installation.server().isTooOld()).isFalse();
            assertThat(installation.server().ahead().abs()).isLessThan(Duration.ofDays(36_500));
        }

        assertThat(catalogue()).isEqualTo(before);
    }

    @Test
    void once_an_administrator_has_run_what_is_needed_nothing_is_left_to_be_done() {
        try (var database = examined()) {
            var installation = database.installation();
            runs(installation.needed(List.of(contacts()), REFERENCES));
            var made = catalogue();

            assertThat(installation.needed(List.of(contacts()), REFERENCES)).isEmpty();
            installAll();

            assertThat(catalogue()).isEqualTo(made);
        }
    }

    @Test
    void what_an_administrator_makes_is_what_linchpin_makes_itself() {
        try (var database = examined()) {
            var installation = database.installation();
            installAll();
            assertThat(installation.needed(List.of(contacts()), REFERENCES)).isEmpty();
            var byItself = catalogueButHistory();
            installation.remove(Host.local());
            administrator.does("drop table " + table());
            administrator.does("drop table " + table().replace("contacts", "owners"));

            runs(installation.needed(List.of(contacts()), REFERENCES));

            assertThat(catalogueButHistory()).containsExactlyElementsOf(byItself);
        }
    }

    @Test
    void after_removing_it_nothing_of_ours_is_left_and_rows_stay() {
        var before = catalogue();
        installAll();
        administrator.does("insert into " + table() + " (name) values ('Ada')");
        try (var database = examined()) {
            var installation = database.installation();
            assertThat(installation.isThere()).isTrue();

            installation.remove(Host.local());

            assertThat(installation.isThere()).isFalse();
        }
        assertThat(administrator.does("update " + table() + " set name = 'Grace'"))
                .isOne();
        assertThat(administrator.sees("select name from " + table())).containsExactly("Grace");
        assertThat(catalogue()).containsAll(before);
        assertThat(catalogue())
                .filteredOn(line -> !before.contains(line))
                .as("mapped and reference tables, which are the user's")
                .allMatch(line -> line.contains("contacts") || line.contains("owners"));
        installAll();
    }

    @Test
    void nothing_is_removed_while_a_process_works_here() {
        installAll();
        var running = new OwnerProcess("elsewhere", 7, 0);
        try (var database = Database.open(DatabaseOptions.of(url), clock)) {
            database.own(new Host() {
                @Override
                public OwnerProcess self() {
                    return running;
                }

                @Override
                public boolean isRunning(OwnerProcess process) {
                    return true;
                }
            });
        }
        var before = catalogue();
        try (var database = examined()) {
            var installation = database.installation();
            assertThatThrownBy(() -> installation.remove(Host.local())).isInstanceOf(AlreadyOwnedException.class);
        }

        assertThat(catalogue()).isEqualTo(before);
    }

    @Test
    void a_trigger_that_was_dropped_is_needed_again() {
        installAll();
        try (var database = examined()) {
            var installation = database.installation();
            var triggers = installation.removal().stream()
                    .filter(step -> step.sql().startsWith("drop trigger"))
                    .toList();
            runs(List.of(triggers.getFirst()));

            assertThat(installation.needed(List.of(contacts()), REFERENCES))
                    .singleElement()
                    .satisfies(step -> assertThat(step.description()).startsWith("Put the trigger"));
        }
    }
}
