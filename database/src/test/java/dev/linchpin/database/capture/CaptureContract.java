package dev.linchpin.database.capture;

import static dev.linchpin.database.testing.Fields.field;
import static dev.linchpin.database.testing.Fields.valuesOf;
import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.CapturedChange.Operation;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.SchemaChangedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class CaptureContract extends DatabaseContract {
    CaptureContract(Product product) {
        super(product);
    }

    /** Whatever a user's trigger does, said in the product's own words. */
    private void trigger(String name, String when, String statement) {
        assumeFalse(isOn(Product.MARIADB), "A trigger may not change its own table there");
        if (isOn(Product.POSTGRESQL)) {
            person.does("create function " + name + "() returns trigger language plpgsql as $$ begin " + statement
                    + "; return null; end $$");
            person.does("create trigger " + name + " " + when + " on " + table + " for each row execute function "
                    + name + "()");
        } else {
            person.does("create trigger " + name + " " + when + " on " + table + " begin " + statement + "; end");
        }
    }

    @Test
    void what_people_do_to_rows_is_captured_with_keys_and_changed_fields() {
        person.does("insert into " + table + " (name, email) values ('Ada', 'a@b.c')");
        person.does("update " + table + " set name = 'Augusta', stage = 'lead' where id = 1");
        person.does("delete from " + table + " where id = 1");

        var key = new RowKey("1");
        assertThat(captured())
                .extracting(
                        CapturedChange::type, CapturedChange::operation, CapturedChange::oldKey, CapturedChange::newKey)
                .containsExactly(
                        tuple(CONTACTS, Operation.INSERT, null, key),
                        tuple(CONTACTS, Operation.UPDATE, key, key),
                        tuple(CONTACTS, Operation.DELETE, key, null));
        assertThat(captured().get(1).fields()).containsExactlyInAnyOrder("name", "stage");
        assertThat(captured())
                .allSatisfy(change -> assertThat(change.at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    }

    @Test
    void an_update_that_changes_no_mapped_column_is_not_captured() {
        person.does("insert into " + table + " (name) values ('Ada')");
        forgetCaptured();

        person.does("update " + table + " set name = 'Ada', synced_at = '2026-01-01', hubspot_id = '7'");

        assertThat(captured()).isEmpty();
    }

    @Test
    void a_changed_key_is_captured_with_both_keys() {
        person.does("insert into " + table + " (id, name) values (1, 'Ada')");
        forgetCaptured();

        person.does("update " + table + " set id = 9 where id = 1");

        assertThat(captured()).singleElement().satisfies(change -> {
            assertThat(change.oldKey()).isEqualTo(new RowKey("1"));
            assertThat(change.newKey()).isEqualTo(new RowKey("9"));
            assertThat(change.fields()).isEmpty();
        });
    }

    @Test
    void what_is_rolled_back_is_not_captured() {
        person.begins();
        person.does("insert into " + table + " (name) values ('Ada')");
        person.rollsBack();

        assertThat(captured()).isEmpty();
    }

    @Test
    void only_the_entries_that_were_read_are_dropped() {
        person.does("insert into " + table + " (name) values ('Ada')");
        person.does("insert into " + table + " (name) values ('Grace')");
        var first = list(tx -> tx.captured(1));

        run(tx -> tx.dropCaptured(first));

        assertThat(captured()).extracting(CapturedChange::newKey).containsExactly(new RowKey("2"));
    }

    @Test
    void our_own_writes_are_not_captured() {
        var key = insertedRow(
                "1", valuesOf("name", "Ada", "score", "1.50", "subscribed", "true", "birthday", "2001-02-03"));
        write(new RowChange.Update(key, valuesOf("name", "Grace", "seen", "2026-01-02T03:04:05Z"), new HubSpotId("2")));
        write(new RowChange.MarkDeleted(key));
        write(new RowChange.Update(key, Map.of(), null));
        write(new RowChange.Delete(key));

        assertThat(captured()).isEmpty();
    }

    @Test
    void an_edit_that_came_before_our_write_stays_captured() {
        var key = insertedRow("1", valuesOf("name", "Ada"));
        person.does("update " + table + " set name = 'Augusta'");

        write(new RowChange.Update(key, valuesOf("name", "Grace"), null));

        assertThat(captured())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).containsExactly("name"));
    }

    @Test
    void what_a_users_trigger_makes_of_our_write_stays_captured() {
        var key = insertedRow("1", valuesOf("name", "Ada"));
        trigger(
                "shout",
                "after update of name",
                "update " + table + " set name = upper(new.name) where id = new.id and name <> upper(name)");

        var outcome = write(new RowChange.Update(key, valuesOf("name", "Grace"), null));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RowWrite.Written.class,
                        made -> assertThat(made.row().value("name").text()).isEqualTo("GRACE"));
        assertThat(captured())
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.newKey()).isEqualTo(key));
    }

    @Test
    void what_a_users_trigger_does_to_other_fields_of_the_row_stays_captured() {
        var key = insertedRow("1", valuesOf("name", "Ada", "stage", "lead"));
        trigger("stage", "after update of name", "update " + table + " set stage = 'renamed' where id = new.id");

        write(new RowChange.Update(key, valuesOf("name", "Grace"), null));

        assertThat(captured())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).containsExactly("stage"));
    }

    @Test
    void what_a_users_trigger_does_to_other_rows_stays_captured() {
        var key = insertedRow("1", valuesOf("name", "Ada"));
        var other = insertedRow("2", valuesOf("name", "Grace"));
        trigger("spread", "after update of stage", "update " + table + " set interests = 'x' where id = " + other);

        write(new RowChange.Update(key, valuesOf("stage", "lead"), null));

        assertThat(captured())
                .singleElement()
                .satisfies(change -> assertThat(change.newKey()).isEqualTo(other));
    }

    @Test
    void what_a_users_trigger_does_to_a_row_of_the_same_batch_stays_captured() {
        var one = insertedRow("1", valuesOf("name", "Ada"));
        var other = insertedRow("2", valuesOf("name", "Grace"));
        trigger(
                "spread",
                "after update of stage",
                "update " + table + " set interests = 'x' where id = " + other + " and new.id = " + one);

        run(tx -> {
            tx.lockRows(contacts, List.of(one, other));
            tx.write(
                    contacts,
                    List.of(
                            new RowChange.Update(one, valuesOf("stage", "lead"), null),
                            new RowChange.Update(other, valuesOf("stage", "lead"), null)));
        });

        assertThat(captured()).singleElement().satisfies(change -> {
            assertThat(change.newKey()).isEqualTo(other);
            assertThat(change.fields()).containsExactly("interests");
        });
    }

    @Test
    void a_default_that_fills_what_we_did_not_write_stays_captured() {
        person.does("create table people (id " + generatedKey()
                + ", hubspot_id text, name text, stage text default 'lead')");
        var people = Fields.mapping(
                CONTACTS, "people", List.of(), field("name", FieldType.TEXT), field("stage", FieldType.TEXT));
        database.capture().install(List.of(people));

        run(tx -> tx.write(people, List.of(new RowChange.Insert(valuesOf("name", "Ada"), new HubSpotId("1")))));
        assertThat(captured()).extracting(CapturedChange::operation).containsExactly(Operation.INSERT);
        forgetCaptured();

        run(tx -> tx.write(
                people, List.of(new RowChange.Insert(valuesOf("name", "Ada", "stage", "won"), new HubSpotId("2")))));
        assertThat(captured()).isEmpty();
    }

    @Test
    void what_a_column_type_makes_of_a_value_is_not_taken_for_an_edit() {
        var numeric = isOn(Product.SQLITE) ? "numeric" : "numeric(14, 2)";
        person.does("create table prices (id integer primary key, hubspot_id text, price " + numeric + ")");
        person.does("insert into prices (id) values (1)");
        var prices = Fields.mapping(COMPANIES, "prices", List.of(), field("price", FieldType.NUMBER));
        database.capture().install(List.of(prices));

        var stored = store.inTransaction(tx -> {
            tx.lockRows(prices, keys("1"));
            return tx.write(
                    prices,
                    List.of(new RowChange.Update(
                            new RowKey("1"), valuesOf("price", "1234567890.12345678901234"), null)));
        });

        assertThat(stored.getFirst())
                .isInstanceOfSatisfying(
                        RowWrite.Written.class,
                        made -> assertThat(made.row().value("price").text())
                                .startsWith("1234567890.12")
                                .isNotEqualTo("1234567890.12345678901234"));
        assertThat(captured()).isEmpty();
    }

    @Test
    void installing_again_changes_nothing() {
        var before = triggers();

        database.capture().install(List.of(contacts));

        assertThat(triggers()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void installing_again_leaves_a_users_table_alone_too() {
        // Names of tables are files there, and so go by case.
        person.does("create table " + (isOn(Product.MARIADB) ? "people" : "People")
                + " (id integer primary key, hubspot_id text, name text)");
        var people = Fields.mapping(COMPANIES, "people", List.of(), field("name", FieldType.TEXT));
        database.capture().install(List.of(contacts, people));
        var before = triggers();

        database.capture().install(List.of(contacts, people));

        assertThat(triggers()).isEqualTo(before).hasSizeGreaterThanOrEqualTo(4);
    }

    /** What tells a trigger from one that was made anew. */
    private List<?> triggers() {
        if (isOn(Product.MARIADB)) {
            return person.sees("select concat(trigger_name, created, action_statement) from information_schema.triggers"
                    + " where trigger_schema = database() and trigger_name like 'linchpin%' order by 1");
        }
        return isOn(Product.POSTGRESQL)
                ? person.sees("select oid::text from pg_trigger where tgname like 'linchpin%' order by 1")
                : person.sees(
                        "select rootpage || sql || rowid from sqlite_master where type = 'trigger' order by name");
    }

    @Test
    void a_column_that_went_while_nobody_looked_never_makes_a_trigger_break_the_users_statement() {
        person.does("create table people (id integer primary key, hubspot_id text, name text)");
        var people = Fields.mapping(
                COMPANIES, "people", List.of(), field("name", FieldType.TEXT), field("stage", FieldType.TEXT));

        assertThatThrownBy(() -> database.capture().install(List.of(contacts, people)))
                .isInstanceOf(SchemaChangedException.class)
                .hasMessageContaining("people")
                .hasMessageContaining("stage");

        person.does("insert into people (id, name) values (1, 'Ada')");
        person.does("update people set name = 'Augusta' where id = 1");
        person.does("delete from people where id = 1");
    }

    @Test
    void what_was_not_captured_is_told_until_it_has_been_caught_up_with() {
        database.capture().caughtUp(CONTACTS);
        assertThat(database.capture().install(List.of(contacts))).isEmpty();

        database.capture().uninstall();

        assertThat(database.capture().install(List.of(contacts))).containsExactly(CONTACTS);
        assertThat(database.capture().install(List.of(contacts))).containsExactly(CONTACTS);
        database.capture().caughtUp(CONTACTS);
        assertThat(database.capture().install(List.of(contacts))).isEmpty();
    }

    @Test
    void installing_follows_the_mapping() {
        person.does("alter table " + table + " add column nickname text");
        var wider = Fields.mapping(
                CONTACTS, table, List.of(), field("name", FieldType.TEXT), field("nickname", FieldType.TEXT));
        database.capture().install(List.of(wider));
        person.does("insert into " + table + " (id, nickname, stage) values (1, 'x', 'y')");
        forgetCaptured();

        person.does("update " + table + " set nickname = 'z'");
        person.does("update " + table + " set stage = 'z'");

        assertThat(captured())
                .singleElement()
                .satisfies(change -> assertThat(change.fields()).containsExactly("nickname"));
    }

    @Test
    void tables_that_are_no_longer_mapped_are_left_in_peace() {
        database.capture().uninstall();

        person.does("insert into " + table + " (name) values ('Ada')");

        assertThat(captured()).isEmpty();
        assertThat(triggers()).isEmpty();
    }

    @Test
    void a_field_name_that_the_log_could_not_tell_apart_is_refused() {
        var odd = Fields.mapping(CONTACTS, table, List.of(), field("a,b", FieldType.TEXT));

        assertThatThrownBy(() -> database.capture().install(List.of(odd)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("comma");
    }

    @Test
    void a_bulk_update_is_read_in_portions() {
        person.begins();
        for (int row = 0; row < 50; row++) {
            person.does("insert into " + table + " (name) values (?)", "row " + row);
        }
        person.commits();
        forgetCaptured();
        person.does("update " + table + " set stage = 'lead'");

        // The oldest, and a tenth as many of the newest, where somebody's single edit is.
        assertThat(list(tx -> tx.captured(20))).hasSize(22);
        run(tx -> tx.dropCaptured(tx.captured(20)));
        assertThat(captured()).hasSize(28);
    }
}
