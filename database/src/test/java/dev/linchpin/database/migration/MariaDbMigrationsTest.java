package dev.linchpin.database.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.testing.MariaDbServer;
import dev.linchpin.database.testing.Person;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class MariaDbMigrationsTest {
    @Test
    void a_migration_that_broke_off_half_way_goes_on_at_the_next_start() {
        var url = MariaDbServer.newBlankDatabase();
        try (var person = new Person(url)) {
            // Nothing can refer to a link whose number is a text.
            person.does("create table linchpin_link (id varchar(9) primary key)");
            assertThatThrownBy(() -> Database.open(DatabaseOptions.of(url), Clock.systemUTC()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("could not be brought up to date");
            assertThat(person.sees("select epoch from linchpin_ownership")).containsExactly("0");

            person.does("drop table linchpin_link");
            Database.open(DatabaseOptions.of(url), Clock.systemUTC()).close();

            assertThat(person.sees("select epoch from linchpin_ownership")).containsExactly("0");
            assertThat(person.sees("select length(secret) from linchpin_secret"))
                    .containsExactly("64");
        }
    }
}
