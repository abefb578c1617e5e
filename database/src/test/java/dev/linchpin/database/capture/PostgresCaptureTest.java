package dev.linchpin.database.capture;

import static dev.linchpin.database.testing.Fields.valuesOf;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.Person;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.CapturedChange.Operation;
import dev.linchpin.engine.store.RowChange;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class PostgresCaptureTest extends CaptureContract {
    PostgresCaptureTest() {
        super(Product.POSTGRESQL);
    }

    @Test
    void a_change_that_commits_after_later_ones_were_read_is_not_lost() {
        person.begins();
        person.does("insert into hubspot.contacts (name) values ('slow')");
        try (var other = new Person(url)) {
            other.does("insert into hubspot.contacts (name) values ('quick')");
        }

        var early = captured();
        run(tx -> tx.dropCaptured(early));
        person.commits();
        var late = captured();

        assertThat(early).extracting(CapturedChange::newKey).containsExactly(new RowKey("2"));
        assertThat(late).extracting(CapturedChange::newKey).containsExactly(new RowKey("1"));
        assertThat(late.getFirst().id()).isLessThan(early.getFirst().id());
    }

    @Test
    void edits_that_others_commit_while_we_write_stay_captured() {
        var ours = insertedRow("1", valuesOf("name", "Ada"));
        insertedRow("2", valuesOf("name", "Grace"));
        try (var other = new Person(url)) {
            run(tx -> {
                tx.lockRows(contacts, List.of(ours));
                other.does("update hubspot.contacts set name = 'Hopper' where id = 2");
                tx.write(contacts, List.of(new RowChange.Update(ours, valuesOf("name", "Augusta"), null)));
            });
        }

        assertThat(captured()).extracting(CapturedChange::newKey).containsExactly(new RowKey("2"));
    }

    @Test
    void what_a_before_trigger_makes_of_our_write_stays_captured() {
        person.does("create function tidy() returns trigger language plpgsql as $$"
                + " begin new.name := trim(new.name); new.stage := 'tidied'; return new; end $$");
        person.does(
                "create trigger tidy before insert or update on hubspot.contacts for each row execute function tidy()");

        var key = insertedRow("1", valuesOf("name", "Ada"));
        assertThat(captured()).as("the stage is news").hasSize(1);
        forgetCaptured();

        write(new RowChange.Update(key, valuesOf("name", " Grace "), null));
        assertThat(captured()).as("the name is not what was written").hasSize(1);
        forgetCaptured();

        write(new RowChange.Update(key, valuesOf("name", "Hopper"), null));
        assertThat(captured()).isEmpty();
    }

    @Test
    void emptying_a_table_is_captured_row_by_row() {
        insertedRow("1", valuesOf("name", "Ada"));
        insertedRow("2", valuesOf("name", "Grace"));

        person.does("truncate hubspot.contacts");

        assertThat(captured())
                .extracting(CapturedChange::operation)
                .containsExactly(Operation.DELETE, Operation.DELETE);
        assertThat(captured()).extracting(CapturedChange::oldKey).containsExactly(new RowKey("1"), new RowKey("2"));
    }

    @Test
    void a_role_without_rights_on_our_tables_can_edit_rows() {
        insertedRow("1", valuesOf("name", "Ada"));
        person.does("create role app");
        person.does("grant usage on schema hubspot to public");
        person.does("grant all on hubspot.contacts to public");
        person.does("set role app");
        person.does("set search_path = pg_temp");
        person.does("create temp table change_log (id int)");

        person.does("update hubspot.contacts set name = 'Grace'");

        person.does("reset role");
        assertThat(captured()).hasSize(1);
    }

    @Test
    void a_dropped_or_renamed_column_does_not_break_the_users_statements() {
        person.does("insert into hubspot.contacts (name, stage) values ('Ada', 'lead')");
        person.does("alter table hubspot.contacts drop column stage");
        person.does("alter table hubspot.contacts rename column name to full_name");
        forgetCaptured();

        person.does("update hubspot.contacts set full_name = 'Grace', email = 'a@b.c'");

        assertThat(captured())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).containsExactly("email"));
    }

    @Test
    void a_column_of_another_type_does_not_break_the_users_statements() {
        person.does("insert into hubspot.contacts (name, stage) values ('Ada', '1')");
        person.does("alter table hubspot.contacts alter column stage type json using to_json(stage)");
        person.does("alter table hubspot.contacts alter column name type integer using 1");
        forgetCaptured();

        person.does("update hubspot.contacts set name = 2");

        assertThat(captured())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).containsExactly("name"));
    }

    @Test
    void letters_of_another_case_are_a_change_where_the_column_takes_them_for_equal() {
        person.does("create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        person.does("alter table hubspot.contacts alter column name type text collate any_case");
        person.does("insert into hubspot.contacts (name) values ('ada')");
        forgetCaptured();

        person.does("update hubspot.contacts set name = 'Ada'");

        assertThat(captured()).hasSize(1);
    }

    @Test
    void a_number_written_otherwise_is_not_a_change() {
        person.does("insert into hubspot.contacts (score) values (1.5)");
        forgetCaptured();

        person.does("update hubspot.contacts set score = 1.50");

        assertThat(captured()).isEmpty();
    }

    @Test
    void a_trigger_that_was_switched_off_is_put_back() {
        person.does("alter table hubspot.contacts disable trigger all");

        database.capture().install(List.of(contacts));
        person.does("insert into hubspot.contacts (name) values ('Ada')");

        assertThat(captured()).hasSize(1);
    }

    @Test
    void a_change_is_told_as_soon_as_it_is_committed() {
        try (var notices = database.changeNotices().orElseThrow()) {
            assertThat(notices.await(Duration.ofMillis(1))).isEmpty();

            person.begins();
            person.does("insert into hubspot.contacts (name) values ('Ada')");
            var before = notices.await(Duration.ofMillis(1));
            person.commits();

            assertThat(before).isEmpty();
            assertThat(notices.await(Duration.ofSeconds(10))).containsExactly(CONTACTS);
        }
    }

    @Test
    void a_change_by_somebody_who_began_before_anybody_waited_is_found() {
        try (var notices = database.changeNotices().orElseThrow()) {
            person.begins();
            person.does("insert into hubspot.contacts (name) values ('Ada')");
            assertThat(notices.await(Duration.ofMillis(1))).isEmpty();

            person.commits();

            assertThat(notices.await(Duration.ofMillis(1))).containsExactly(CONTACTS);
        }
    }

    @Test
    void nobody_pays_for_notices_that_nobody_waits_for() throws SQLException {
        try (var notices = database.changeNotices().orElseThrow();
                var listener = DriverManager.getConnection(url);
                var listen = listener.createStatement()) {
            listen.execute("listen linchpin_rows_changed");
            person.does("insert into hubspot.contacts (name) values ('Ada')");
            assertThat(notices.await(Duration.ofMillis(1))).containsExactly(CONTACTS);
            person.does("insert into hubspot.contacts (name) values ('Grace')");

            forgetCaptured();
            assertThat(notices.await(Duration.ofMillis(1))).isEmpty();
            person.does("insert into hubspot.contacts (name) values ('Hedy')");

            // They come in order, so this would be the third.
            assertThat(listener.unwrap(PGConnection.class).getNotifications(10_000))
                    .hasSize(1);
        }
    }
}
