package dev.linchpin.database.rows;

import static dev.linchpin.database.testing.Fields.field;
import static dev.linchpin.database.testing.Fields.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresRowsTest extends RowsContract {
    PostgresRowsTest() {
        super(Product.POSTGRESQL);
    }

    @Test
    void a_row_that_somebody_edits_is_busy_and_not_waited_for() {
        var edited = insertedRow("1", valuesOf("name", "Ada"));
        var free = insertedRow("2", valuesOf("name", "Grace"));
        person.begins();
        person.does("update " + table + " set name = 'Augusta' where id = " + edited);

        var locked = store.inTransaction(tx -> tx.lockRows(contacts, List.of(edited, free)));

        assertThat(locked.rows()).containsOnlyKeys(free);
        assertThat(locked.busy()).containsExactly(edited);
        person.commits();
    }

    @Test
    void a_row_that_a_new_row_refers_to_is_not_busy() {
        var parent = insertedRow("1", valuesOf("name", "Ada"));
        person.does("create table notes (contact bigint references " + table + ")");
        person.begins();
        person.does("insert into notes values (" + parent + ")");

        var locked = store.inTransaction(tx -> tx.lockRows(contacts, List.of(parent)));

        assertThat(locked.busy()).isEmpty();
        person.commits();
    }

    @Test
    void a_constraint_that_is_checked_only_at_commit_refuses_its_row_alone() {
        person.does("create table regions (name text primary key)");
        person.does("insert into regions values ('north')");
        person.does("create table sites (id bigserial primary key, hubspot_id text,"
                + " region text references regions deferrable initially deferred)");
        var sites = Fields.mapping(new ObjectType("sites"), "sites", List.of(), field("region", FieldType.TEXT));

        var outcomes = list(tx -> tx.write(
                sites,
                List.of(
                        new RowChange.Insert(valuesOf("region", "north"), new HubSpotId("1")),
                        new RowChange.Insert(valuesOf("region", "nowhere"), new HubSpotId("2")))));

        assertThat(outcomes.getFirst()).isInstanceOf(RowWrite.Written.class);
        assertThat(outcomes.getLast())
                .isInstanceOfSatisfying(
                        RowWrite.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("foreign key")
                                .doesNotContain("nowhere"));
    }

    @Test
    void enumerations_and_documents_take_text() {
        person.does("create type mood as enum ('sad', 'glad')");
        person.does(
                "create table moods (id bigserial primary key, hubspot_id bigint, mood mood, extra jsonb, level int)");
        var moods = Fields.mapping(
                new ObjectType("moods"),
                "moods",
                List.of("mood"),
                field("mood", FieldType.ENUMERATION),
                field("extra", FieldType.TEXT),
                field("level", FieldType.NUMBER));

        var outcomes = list(tx -> tx.write(
                moods,
                List.of(
                        new RowChange.Insert(
                                valuesOf("mood", "glad", "extra", "{\"a\":1}", "level", "3"), new HubSpotId("1")),
                        new RowChange.Insert(valuesOf("mood", "so so"), new HubSpotId("2")))));

        assertThat(outcomes.getFirst()).isInstanceOf(RowWrite.Written.class);
        assertThat(outcomes.getLast()).isInstanceOf(RowWrite.Refused.class);
        assertThat(list(tx -> tx.rowsMatching(moods, "mood", List.of("glad", "unheard of"))))
                .hasSize(1);
    }
}
