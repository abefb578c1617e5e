package dev.linchpin.database.rows;

import static dev.linchpin.database.testing.Fields.field;
import static dev.linchpin.database.testing.Fields.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MariaDbRowsTest extends RowsContract {
    MariaDbRowsTest() {
        super(Product.MARIADB);
    }

    @Test
    void a_row_that_somebody_edits_is_busy_and_not_waited_for() {
        var edited = insertedRow("1", valuesOf("name", "Ada"));
        var free = insertedRow("2", valuesOf("name", "Grace"));
        person.begins();
        person.does("update contacts set name = 'Augusta' where id = " + edited);

        var locked = store.inTransaction(tx -> tx.lockRows(contacts, List.of(edited, free)));

        assertThat(locked.rows()).containsOnlyKeys(free);
        assertThat(locked.busy()).containsExactly(edited);
        person.commits();
    }

    @Test
    void a_key_is_told_from_others_that_the_collation_takes_for_the_same() {
        person.does(
                "create table people (id varchar(20) collate utf8mb4_general_ci primary key, hubspot_id text, name text)");
        person.does("insert into people (id, name) values ('Ada', 'x')");
        var people = Fields.mapping(new ObjectType("people"), "people", List.of(), field("name", FieldType.TEXT));

        assertThat(map(tx -> tx.rows(people, keys("ada", "Ada ", "Ada")))).containsOnlyKeys(new RowKey("Ada"));
        var locked = store.inTransaction(tx -> tx.lockRows(people, keys("ada")));
        assertThat(locked.rows()).isEmpty();
        assertThat(locked.busy()).isEmpty();
    }

    @Test
    void flags_and_dates_of_old_tables_read_as_what_they_mean() {
        person.does("set sql_mode = ''");
        person.does("create table old (id int primary key, hubspot_id text, active tinyint(1), rank_ tinyint(1),"
                + " born date, seen datetime)");
        person.does("insert into old values (1, null, 1, 7, '0000-00-00', '0000-00-00 00:00:00')");
        person.does("insert into old values (2, null, 0, 1, '1815-12-10', '2026-01-02 03:04:05')");
        var old = Fields.mapping(
                new ObjectType("old"),
                "old",
                List.of(),
                field("active", FieldType.BOOLEAN),
                field("rank_", FieldType.NUMBER),
                field("born", FieldType.DATE),
                field("seen", FieldType.DATETIME));

        var rows = map(tx -> tx.rows(old, keys("1", "2")));

        assertThat(Objects.requireNonNull(rows.get(new RowKey("1"))).values())
                .containsEntry("active", Value.of("true"))
                .containsEntry("rank_", Value.of("7"))
                .containsEntry("born", Value.BLANK)
                .containsEntry("seen", Value.BLANK);
        assertThat(Objects.requireNonNull(rows.get(new RowKey("2"))).value("seen"))
                .isEqualTo(Value.of("2026-01-02T03:04:05Z"));
        var written = store.inTransaction(tx ->
                tx.write(old, List.of(new RowChange.Update(new RowKey("1"), valuesOf("active", "false"), null))));
        assertThat(written.getFirst()).isInstanceOf(RowWrite.Written.class);
    }

    @Test
    void a_broken_foreign_key_is_named_and_refuses_its_row_alone() {
        person.does("create table regions (name varchar(20) primary key)");
        person.does("insert into regions values ('north')");
        person.does("create table sites (id bigint auto_increment primary key, hubspot_id varchar(20),"
                + " region varchar(20), constraint in_region foreign key (region) references regions (name))");
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
                                .contains("in_region")
                                .doesNotContain("nowhere"));
    }
}
