package dev.linchpin.database.rows;

import static dev.linchpin.database.testing.Fields.field;
import static dev.linchpin.database.testing.Fields.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.SchemaChangedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

abstract class RowsContract extends DatabaseContract {
    RowsContract(Product product) {
        super(product);
    }

    private Row row(RowKey key) {
        return Objects.requireNonNull(map(tx -> tx.rows(contacts, List.of(key))).get(key));
    }

    private List<RowKey> matching(String field, String... matchKeys) {
        return list(tx -> tx.rowsMatching(contacts, field, List.of(matchKeys))).stream()
                .map(Row::key)
                .toList();
    }

    private static String refusal(RowWrite outcome) {
        assertThat(outcome).isInstanceOf(RowWrite.Refused.class);
        return ((RowWrite.Refused) outcome).message();
    }

    @Test
    void a_row_reads_back_in_canonical_form_whatever_its_type() {
        var written = valuesOf(
                "email",
                "Ada@Example.com",
                "name",
                "Ada",
                "website",
                "example.com",
                "score",
                "1.5",
                "subscribed",
                "true",
                "birthday",
                "1815-12-10",
                "seen",
                "2026-02-03T04:05:06.789Z",
                "stage",
                "customer",
                "interests",
                "maths;poetry");

        var outcome = write(new RowChange.Insert(written, new HubSpotId("11")));

        assertThat(outcome).isInstanceOfSatisfying(RowWrite.Written.class, made -> {
            assertThat(made.row().values()).isEqualTo(written);
            assertThat(made.row().hubspotId()).isEqualTo(new HubSpotId("11"));
            assertThat(row(made.row().key())).isEqualTo(made.row());
        });
    }

    @Test
    void a_value_written_and_read_again_is_the_same_value_whatever_its_type() {
        var spellings = Map.of(
                "email", List.of("Ada@Example.com", " ada@example.com "),
                "name", List.of("  ", "\u00c9va \ud83d\ude00", "a;b", "1e3", "'--"),
                "website", List.of("https://www.Example.com/x?y", "example.com"),
                "score", List.of("0", "-0.0", "1e3", "-123456789012.25", "0.000001", "007"),
                "subscribed", List.of("yes", "f"),
                "birthday", List.of("0001-01-01", "9999-12-31", "1790000000000"),
                "seen", List.of("2026-02-03 04:05:06+02", "1969-12-31T23:59:59.001Z", "1790000000001"),
                "stage", List.of("customer", " Customer "),
                "interests", List.of("b; a;;b", ";", "one"));
        var key = insertedRow("11", valuesOf("name", "Ada"));
        spellings.forEach((name, texts) -> texts.forEach(text -> {
            var type = contacts.field(name).type();
            var value = type.read(text);

            assertThat(type.read(value.text())).isEqualTo(value);
            var outcome = write(new RowChange.Update(key, Map.of(name, value), null));
            assertThat(outcome).as(name + ": " + text).isInstanceOf(RowWrite.Written.class);
            assertThat(row(key).value(name).text()).as(name + ": " + text).isEqualTo(value.text());
        }));
    }

    @Test
    void what_people_write_in_their_own_spelling_reads_in_canonical_form() {
        person.does("insert into " + table
                + " (id, score, interests, seen) values (7, 2.50, 'b; a ;', '2026-02-03 04:05:06')");

        var row = row(new RowKey("7"));

        assertThat(row.value("score")).isEqualTo(Value.of("2.5"));
        assertThat(row.value("interests")).isEqualTo(Value.of("a;b"));
        assertThat(row.value("seen").text()).startsWith("2026-02-03T0").endsWith("Z");
        assertThat(row.hubspotId()).isNull();
    }

    @Test
    void a_blank_value_empties_the_column() {
        var key = insertedRow("11", valuesOf("name", "Ada", "score", "3"));

        write(new RowChange.Update(key, valuesOf("name", "", "score", ""), null));

        assertThat(person.sees("select id from " + table + " where name is null and score is null"))
                .containsExactly(key.value());
        assertThat(row(key).value("name")).isEqualTo(Value.BLANK);
    }

    @Test
    void an_update_writes_only_what_it_names_and_stamps_the_row() {
        var key = insertedRow("11", valuesOf("name", "Ada", "stage", "lead"));

        var outcome = write(new RowChange.Update(key, valuesOf("stage", "customer"), new HubSpotId("12")));

        assertThat(outcome).isInstanceOf(RowWrite.Written.class);
        assertThat(row(key).value("name")).isEqualTo(Value.of("Ada"));
        assertThat(row(key).value("stage")).isEqualTo(Value.of("customer"));
        assertThat(row(key).hubspotId()).isEqualTo(new HubSpotId("12"));
        assertThat(person.sees("select synced_at from " + table))
                .singleElement()
                .satisfies(stamp -> assertThat(stamp).startsWith("2026-03-01"));
    }

    @Test
    void an_update_without_a_record_leaves_the_rows_hubspot_id() {
        var key = insertedRow("11", valuesOf("name", "Ada"));

        write(new RowChange.Update(key, Map.of(), null));

        assertThat(row(key).hubspotId()).isEqualTo(new HubSpotId("11"));
    }

    @Test
    void a_deletion_answers_the_row_as_it_was() {
        var key = insertedRow("11", valuesOf("name", "Ada"));

        var outcome = write(new RowChange.Delete(key));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RowWrite.Written.class,
                        gone -> assertThat(gone.row().value("name")).isEqualTo(Value.of("Ada")));
        assertThat(map(tx -> tx.rows(contacts, List.of(key)))).isEmpty();
    }

    @Test
    void marking_a_row_deleted_sets_deleted_at() {
        var key = insertedRow("11", valuesOf("name", "Ada"));

        write(new RowChange.MarkDeleted(key));

        assertThat(person.sees("select id from " + table + " where deleted_at is not null"))
                .containsExactly(key.value());
    }

    @Test
    void one_refused_change_holds_nothing_else_up_and_answers_come_in_order() {
        person.does("create unique index one_name on " + table + " (name)");
        var first = insertedRow("1", valuesOf("name", "taken"));
        var second = insertedRow("2", valuesOf("name", "free"));
        var changes = new ArrayList<RowChange>();
        for (int record = 10; record < 20; record++) {
            changes.add(new RowChange.Insert(valuesOf("name", "new " + record), new HubSpotId(String.valueOf(record))));
        }
        changes.add(3, new RowChange.Insert(valuesOf("name", "taken"), new HubSpotId("99")));
        changes.add(7, new RowChange.Update(second, valuesOf("name", "taken"), null));
        changes.add(new RowChange.Update(first, valuesOf("stage", "lead"), null));
        changes.add(new RowChange.Delete(second));

        var outcomes = list(tx -> {
            tx.lockRows(contacts, List.of(first, second));
            return tx.write(contacts, changes);
        });

        assertThat(refusal(outcomes.get(3))).containsIgnoringCase("unique").doesNotContain("taken");
        assertThat(refusal(outcomes.get(7))).containsIgnoringCase("unique");
        assertThat(outcomes.stream().filter(outcome -> outcome instanceof RowWrite.Written))
                .hasSize(12);
        assertThat(outcomes.get(4))
                .isInstanceOfSatisfying(
                        RowWrite.Written.class,
                        made -> assertThat(made.row().value("name")).isEqualTo(Value.of("new 13")));
        assertThat(person.sees("select hubspot_id from " + table + " where hubspot_id = '99'"))
                .isEmpty();
        assertThat(row(first).value("stage")).isEqualTo(Value.of("lead"));
        assertThat(captured()).isEmpty();
    }

    @Test
    void text_that_does_not_fit_the_column_is_refused_where_the_database_knows_types() {
        var outcome = write(new RowChange.Insert(valuesOf("score", "many"), new HubSpotId("11")));

        if (isOn(Product.MARIADB)) {
            assertThat(refusal(outcome)).contains("score");
        } else if (isOn(Product.POSTGRESQL)) {
            assertThat(refusal(outcome)).contains("invalid input syntax for type numeric");
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RowWrite.Written.class,
                            made -> assertThat(made.row().value("score")).isEqualTo(Value.of("many")));
        }
    }

    @Test
    void what_a_users_trigger_raises_is_the_refusal() {
        if (isOn(Product.POSTGRESQL)) {
            person.does("create function no() returns trigger language plpgsql as $$"
                    + " begin raise exception 'closed on Sundays'; end $$");
            person.does("create trigger no before update on " + table + " for each row execute function no()");
        } else if (isOn(Product.MARIADB)) {
            person.does("create trigger no before update on contacts for each row"
                    + " signal sqlstate '45000' set message_text = 'closed on Sundays'");
        } else {
            person.does(
                    "create trigger no before update on contacts begin select raise(abort, 'closed on Sundays'); end");
        }
        var key = insertedRow("11", valuesOf("name", "Ada"));

        var outcome = write(new RowChange.Update(key, valuesOf("name", "Grace"), null));

        assertThat(refusal(outcome)).isEqualTo("closed on Sundays");
        assertThat(row(key).value("name")).isEqualTo(Value.of("Ada"));
    }

    @Test
    void a_write_that_a_users_trigger_swallows_is_not_taken_for_done() {
        assumeFalse(isOn(Product.MARIADB), "No trigger can swallow a write there");
        if (isOn(Product.POSTGRESQL)) {
            person.does("create function skip() returns trigger language plpgsql as $$ begin return null; end $$");
            person.does("create trigger skip before insert or delete on " + table
                    + " for each row when (pg_trigger_depth() = 0) execute function skip()");
        } else {
            person.does("create trigger skip_insert before insert on contacts begin select raise(ignore); end");
            person.does("create trigger skip_delete before delete on contacts begin select raise(ignore); end");
        }

        assertThat(refusal(write(new RowChange.Insert(valuesOf("name", "Ada"), new HubSpotId("11")))))
                .contains("triggers");
    }

    @Test
    void a_row_without_a_key_column_value_in_the_list_is_neither_locked_nor_busy() {
        var key = insertedRow("11", valuesOf("name", "Ada"));

        var locked = store.inTransaction(tx -> tx.lockRows(contacts, List.of(key, new RowKey("4711"))));

        assertThat(locked.rows()).containsOnlyKeys(key);
        assertThat(locked.busy()).isEmpty();
    }

    @Test
    void text_that_cannot_be_a_key_finds_no_row() {
        assertThat(map(tx -> tx.rows(contacts, keys("x", "1; drop table contacts", "9".repeat(40)))))
                .isEmpty();
    }

    @Test
    void rows_are_matched_by_what_hubspot_stores_alike() {
        var spelled = insertedRow(
                "1", valuesOf("email", " Ada@Example.COM ", "website", "https://www.Example.com/about?x=1"));
        var plain = insertedRow("2", valuesOf("email", "grace@example.com", "website", "example.com"));
        insertedRow("3", valuesOf("name", "nobody"));

        assertThat(matching("email", "ada@example.com", "unknown@example.com")).containsExactly(spelled);
        assertThat(matching("website", "example.com")).containsExactly(spelled, plain);
        assertThat(matching("website", "www.example.com")).isEmpty();
        assertThat(matching("email")).isEmpty();
    }

    @Test
    void rows_are_matched_by_number_however_it_is_written() {
        var key = insertedRow("1", valuesOf("score", "5"));

        assertThat(matching("score", "5")).containsExactly(key);
        assertThat(matching("score", "five")).isEmpty();
    }

    @Test
    void a_table_with_a_text_key_and_no_stamps_can_be_mapped() {
        var uuid = isOn(Product.POSTGRESQL)
                ? "uuid default gen_random_uuid()"
                : isOn(Product.MARIADB) ? "varchar(36) default (uuid())" : "text default (lower(hex(randomblob(16))))";
        person.does("create table customers (id " + uuid + " primary key, hubspot_id text, name varchar(5) not null)");
        var customers =
                Fields.mapping(new ObjectType("customers"), "customers", List.of(), field("name", FieldType.TEXT));

        var key = store.inTransaction(tx -> ((RowWrite.Written) tx.write(
                                customers, List.of(new RowChange.Insert(valuesOf("name", "Ada"), new HubSpotId("1"))))
                        .getFirst())
                .row()
                .key());

        assertThat(key.value()).hasSizeGreaterThan(30);
        var emptied = list(tx -> tx.write(customers, List.of(new RowChange.Update(key, valuesOf("name", ""), null))));
        assertThat(emptied.getFirst()).isInstanceOf(RowWrite.Written.class);
        assertThat(map(tx -> tx.rows(customers, List.of(key, new RowKey("none")))))
                .containsOnlyKeys(key)
                .allSatisfy((_, row) -> assertThat(row.value("name")).isEqualTo(Value.BLANK));
        if (!isOn(Product.SQLITE)) {
            var tooLong = list(tx ->
                    tx.write(customers, List.of(new RowChange.Update(key, valuesOf("name", "Augusta"), null))));
            assertThat(refusal(tooLong.getFirst())).containsIgnoringCase("too long");
        }
    }

    @Test
    void a_dropped_column_is_named_and_reading_goes_on_once_it_is_back() {
        insertedRow("1", valuesOf("name", "Ada"));
        database.capture().uninstall();
        person.does("alter table " + table + " drop column stage");

        assertThatThrownBy(() -> matching("email", "x")).isInstanceOf(SchemaChangedException.class);
        assertThatThrownBy(() -> matching("email", "x"))
                .isInstanceOf(SchemaChangedException.class)
                .hasMessageContaining("has no column 'stage'");

        person.does("alter table " + table + " add column stage text");
        assertThat(matching("email", "x")).isEmpty();
    }

    @Test
    void names_that_are_words_of_sql_can_be_columns() {
        var odd = Fields.mapping(
                new ObjectType("odd"),
                table.replace("contacts", "select"),
                List.of("order"),
                field("order", FieldType.EMAIL),
                field("a\"b", FieldType.TEXT),
                field("$link", FieldType.NUMBER));
        database.managedTables().apply(List.of(odd));
        database.capture().install(List.of(contacts, odd));

        var outcomes = list(tx -> tx.write(
                odd,
                List.of(new RowChange.Insert(
                        valuesOf("order", "A@B.c", "a\"b", "x", "$link", "1"), new HubSpotId("1")))));

        assertThat(outcomes.getFirst()).isInstanceOf(RowWrite.Written.class);
        assertThat(list(tx -> tx.rowsMatching(odd, "order", List.of("a@b.c")))).hasSize(1);
        assertThat(captured()).isEmpty();
    }
}
