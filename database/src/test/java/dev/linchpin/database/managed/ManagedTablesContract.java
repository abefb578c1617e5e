package dev.linchpin.database.managed;

import static dev.linchpin.database.testing.Fields.field;
import static dev.linchpin.database.testing.Fields.valuesOf;
import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class ManagedTablesContract extends DatabaseContract {
    ManagedTablesContract(Product product) {
        super(product);
    }

    private ObjectMapping companies(Field... fields) {
        return Fields.mapping(COMPANIES, database.managedTable(COMPANIES), List.of(), fields);
    }

    @Test
    void a_table_that_is_as_it_should_be_needs_nothing() {
        assertThat(database.managedTables().plan(List.of(contacts))).isEmpty();
        assertThat(database.managedTables().apply(List.of(contacts))).isEmpty();
    }

    @Test
    void planning_changes_nothing() {
        var mapping = companies(field("name", FieldType.TEXT));

        var planned = database.managedTables().plan(List.of(mapping));

        assertThat(planned).isNotEmpty();
        assertThat(database.managedTables().apply(List.of(mapping))).isEqualTo(planned);
    }

    @Test
    void a_row_inserted_without_a_key_gets_one_that_was_never_used() {
        person.does("insert into " + table + " (name) values ('Ada')");
        person.does("delete from " + table);
        person.does("insert into " + table + " (name) values ('Grace')");

        assertThat(person.sees("select id from " + table)).containsExactly("2");
    }

    @Test
    void no_two_rows_have_the_same_record() {
        insertedRow("11", valuesOf("name", "Ada"));
        person.does("insert into " + table + " (name) values ('Grace'), ('Hopper')");

        assertThatThrownBy(() -> person.does("update " + table + " set hubspot_id = '11'"))
                .hasMessageContaining("hubspot_id");
    }

    @Test
    void missing_columns_are_added_and_others_left_alone() {
        database.managedTables().apply(List.of(companies(field("name", FieldType.TEXT))));
        var companies = database.managedTable(COMPANIES);
        person.does("alter table " + companies + " add column note text");
        person.does("insert into " + companies + " (name, note) values ('Acme', 'ours')");

        var steps = database.managedTables()
                .apply(List.of(companies(field("name", FieldType.TEXT), field("founded", FieldType.DATE))));

        assertThat(steps)
                .singleElement()
                .satisfies(step ->
                        assertThat(step.description()).isEqualTo("Add the column founded to the table " + companies));
        assertThat(person.sees("select note from " + companies + " where founded is null"))
                .containsExactly("ours");
    }

    @Test
    void a_new_identity_field_gets_an_index_later_too() {
        var matched = Fields.mapping(CONTACTS, table, List.of("website"), contacts.field("website"));

        assertThat(database.managedTables().apply(List.of(matched)))
                .extracting(Step::description)
                .containsExactly("Make the table " + table + " searchable by website");
        assertThat(database.managedTables().plan(List.of(matched))).isEmpty();
    }

    @Test
    void a_table_without_the_key_column_cannot_be_used() {
        person.does("create table accounts (code text)");
        var mapping = Fields.mapping(COMPANIES, "accounts", List.of(), field("name", FieldType.TEXT));

        assertThatThrownBy(() -> database.managedTables().apply(List.of(mapping)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("'accounts'")
                .hasMessageContaining("no column 'id'");
    }

    @Test
    void a_column_that_would_be_there_twice_is_refused() {
        var mapping = companies(field("name", FieldType.TEXT), field("Name", FieldType.TEXT));

        assertThatThrownBy(() -> database.managedTables().plan(List.of(mapping)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("'Name'");
        assertThatThrownBy(() ->
                        database.managedTables().plan(List.of(companies(field("synced_at", FieldType.DATETIME)))))
                .hasMessageContaining("'synced_at'");
    }

    @Test
    void all_or_nothing_is_done() {
        person.does("create table accounts (code text)");
        var bad = Fields.mapping(CONTACTS, "accounts", List.of());

        assertThatThrownBy(() -> database.managedTables().apply(List.of(companies(field("name", FieldType.TEXT)), bad)))
                .isInstanceOf(DatabaseException.class);

        assertThat(database.managedTables().plan(List.of(companies(field("name", FieldType.TEXT)))))
                .isNotEmpty();
    }

    @Test
    void a_row_marked_deleted_can_be_written_on() {
        var key = insertedRow("11", valuesOf("name", "Ada"));
        write(new RowChange.MarkDeleted(key));

        assertThat(write(new RowChange.Update(key, valuesOf("name", "Grace"), null)))
                .isInstanceOf(RowWrite.Written.class);
    }
}
