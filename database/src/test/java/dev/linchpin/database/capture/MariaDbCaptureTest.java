package dev.linchpin.database.capture;

import static dev.linchpin.database.testing.Fields.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.MariaDbServer;
import dev.linchpin.database.testing.Person;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.CapturedChange.Operation;
import dev.linchpin.engine.store.RowChange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MariaDbCaptureTest extends CaptureContract {
    MariaDbCaptureTest() {
        super(Product.MARIADB);
    }

    @Test
    void another_case_and_a_blank_at_the_end_are_changes_though_the_collation_sees_none() {
        person.does("insert into contacts (name, stage) values ('Ada', 'lead')");
        forgetCaptured();

        person.does("update contacts set name = 'ada'");
        person.does("update contacts set name = 'ada '");

        assertThat(captured())
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.fields()).containsExactly("name"));
    }

    @Test
    void replacing_a_row_is_captured_as_a_deletion_and_an_insert() {
        person.does("insert into contacts (id, name) values (1, 'Ada')");
        forgetCaptured();

        person.does("replace into contacts (id, name) values (1, 'Grace')");

        assertThat(captured())
                .extracting(CapturedChange::operation)
                .containsExactly(Operation.DELETE, Operation.INSERT);
    }

    @Test
    void a_statement_that_changes_many_rows_keeps_nobody_else_from_changing_one() {
        insertedRow("1", valuesOf("name", "Ada"));
        insertedRow("2", valuesOf("name", "Grace"));
        person.begins();
        person.does("update contacts set stage = 'lead' where id = 1");
        try (var other = new Person(url)) {
            other.does("set innodb_lock_wait_timeout = 1");
            other.does("update contacts set stage = 'lead' where id = 2");
        }

        assertThat(captured()).extracting(CapturedChange::newKey).containsExactly(new RowKey("2"));
        forgetCaptured();
        person.commits();
        assertThat(captured()).extracting(CapturedChange::newKey).containsExactly(new RowKey("1"));
    }

    @Test
    void a_dropped_or_renamed_column_does_not_break_the_users_statements() {
        person.does("insert into contacts (name, stage) values ('Ada', 'lead')");
        person.does("alter table contacts drop column stage");
        person.does("alter table contacts rename column name to full_name");
        forgetCaptured();

        person.does("update contacts set full_name = 'Grace', email = 'a@b.c'");

        assertThat(captured())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).contains("email"));
    }

    @Test
    void a_user_without_rights_on_our_tables_can_edit_rows() {
        insertedRow("1", valuesOf("name", "Ada"));
        var rights = List.of("select, update on DB.contacts");
        try (var application = new Person(MariaDbServer.as(url, "application", rights))) {
            application.does("update contacts set name = 'Grace'");

            assertThatThrownBy(() -> application.sees("select 1 from linchpin_change_log"))
                    .hasMessageContaining("denied");
        }

        assertThat(captured()).hasSize(1);
    }

    @Test
    void what_a_before_trigger_makes_of_our_write_stays_captured() {
        person.does("create trigger tidy before update on contacts for each row set new.name = trim(new.name)");
        var key = insertedRow("1", valuesOf("name", "Ada"));

        write(new RowChange.Update(key, valuesOf("name", " Grace "), null));
        assertThat(captured()).as("the name is not what was written").hasSize(1);
        forgetCaptured();

        write(new RowChange.Update(key, valuesOf("name", "Hopper"), null));
        assertThat(captured()).isEmpty();
    }

    @Test
    void another_database_of_the_server_keeps_its_triggers() {
        var elsewhere = MariaDbServer.newBlankDatabase();
        try (var other = new Person(elsewhere)) {
            other.does("create table linchpin_change_log (id int)");
            other.does("create table theirs (id int)");
            other.does("create trigger linchpin_capture_theirs_insert after insert on theirs for each row"
                    + " insert into `linchpin_change_log` values (1)");

            database.capture().uninstall();

            assertThat(Set.copyOf(other.sees("select trigger_name from information_schema.triggers"
                            + " where trigger_schema = database()")))
                    .containsExactly("linchpin_capture_theirs_insert");
        }
    }
}
